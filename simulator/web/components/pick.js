// A file of text that the visitor chooses: the browser reads it and sends its text as `value`, or
// null if it is too large or no text. Nothing is uploaded as a file.
import { h } from "vue";

export default {
  props: { label: String, help: String, most: Number, accept: String },
  emits: ["value"],
  methods: {
    async chosen(event) {
      const file = event.target.files[0];
      if (!file) return;
      const text = file.size <= this.most ? await file.text() : null;
      this.$emit("value", text === null || text.includes("\0") ? null : text);
    },
  },
  render() {
    const id = `${this.$attrs.id || "f"}-file`;
    return h("div", { class: "field field-file" }, [
      h("label", { for: id }, this.label),
      h("input", {
        id,
        type: "file",
        accept: this.accept,
        "aria-describedby": `${id}-help`,
        onChange: this.chosen,
      }),
      h("p", { class: "help", id: `${id}-help` }, this.help),
    ]);
  },
};
