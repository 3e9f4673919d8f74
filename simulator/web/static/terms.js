// A text in which words of the field are buttons: tap one, or come to it by keyboard, and its
// explanation shows. Escape or a tap elsewhere closes it. A screen reader hears it as a description.
import { h } from "vue";

let count = 0;

function opened(event, id) {
  if (event.target.matches(":focus-visible")) document.getElementById(id)?.showPopover();
}

function closed(id) {
  document.getElementById(id)?.hidePopover();
}

function term(said, name, explained) {
  const id = `begrip-${++count}`;
  const attributes = {
    class: "term",
    type: "button",
    popovertarget: id,
    "aria-describedby": id,
    style: `anchor-name: --${id}`,
    onFocus: (event) => opened(event, id),
    onBlur: () => closed(id),
  };
  const mine = { id, popover: "auto", class: "explained", style: `position-anchor: --${id}` };
  return [
    h("button", attributes, said),
    h("span", mine, [h("b", name + ": "), explained]),
  ];
}

export function words({ text, terms }) {
  const parts = [];
  let from = 0;
  for (const [start, end, name, explained] of terms) {
    if (start > from) parts.push(text.slice(from, start));
    parts.push(...term(text.slice(start, end), name, explained));
    from = end;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}
