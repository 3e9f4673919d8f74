// Keys of the whole page, such as arrows for the next step; not while somebody fills in a field.
import { h } from "vue";

export default {
  props: { keys: Array },
  emits: ["press"],
  mounted() {
    this.listen = (event) => {
      const busy = event.target.closest?.("input, select, textarea, [contenteditable], dialog");
      if (busy || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!this.keys.includes(event.key)) return;
      if (event.key === " " && event.target.closest?.("button, a, summary")) return;
      event.preventDefault();
      this.$emit("press", event.key);
    };
    window.addEventListener("keydown", this.listen);
  },
  unmounted() {
    window.removeEventListener("keydown", this.listen);
  },
  render() {
    return h("span", { hidden: true });
  },
};
