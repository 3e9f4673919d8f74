// A part of a page that only shows: a tree of elements, [tag, attributes, child, child, ...], where
// a child is an element or a text. Nothing is read as HTML, so no text can become code. One of
// these stands for many elements that the server would otherwise have to keep.
import { h } from "vue";

function part(node) {
  if (!Array.isArray(node)) return node;
  const [tag, attributes, ...children] = node;
  return h(tag, attributes, children.map(part));
}

export default {
  props: { tree: String }, // as JSON: the server need not watch each of its parts
  render() {
    return h("div", JSON.parse(this.tree).map(part));
  },
};
