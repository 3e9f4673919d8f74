// A heading that takes the focus when it appears, so that a new step is read aloud and the next
// Tab goes on from there; but never from somebody who fills in a field.
import { h } from "vue";

export default {
  props: { level: Number, words: String, focus: Boolean },
  mounted() {
    const busy = document.activeElement?.matches("input, select, textarea");
    if (this.focus && !busy) this.$el.focus({ preventScroll: false });
  },
  render() {
    return h("h" + this.level, { tabindex: this.focus ? -1 : undefined }, this.words);
  },
};
