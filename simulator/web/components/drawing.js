// A drawing as a tree of SVG parts: [tag, attributes, child, child, ...], a child is a part or text.
// Nothing is read as HTML, so no text can become code.
import { h } from "vue";

function part(node) {
  if (!Array.isArray(node)) return node;
  const [tag, attributes, ...children] = node;
  return h(tag, attributes, children.map(part));
}

export default {
  props: { tree: String, label: String },
  render() {
    const [tag, attributes, ...children] = JSON.parse(this.tree);
    // before it is worked out there is nothing to say about it
    const named = this.label ? { role: "img", "aria-label": this.label } : { "aria-hidden": "true" };
    return h(
      tag,
      { ...attributes, ...named, xmlns: "http://www.w3.org/2000/svg" },
      children.map(part),
    );
  },
};
