// A part of a page that only shows: a tree of elements, [tag, attributes, child, child, ...], where
// a child is an element, a text, or a text with terms to explain. Nothing is read as HTML, so no
// text can become code. One of these stands for many elements that the server would have to keep.
import { h } from "vue";
import { words } from "/static/terms.js";

function part(node) {
  if (node.terms) return words(node);
  if (!Array.isArray(node)) return node;
  const [tag, attributes, ...children] = node;
  return h(tag, attributes, children.flatMap(part));
}

export default {
  props: { tree: String }, // as JSON: the server need not watch each of its parts
  render() {
    return h("div", JSON.parse(this.tree).flatMap(part));
  },
};
