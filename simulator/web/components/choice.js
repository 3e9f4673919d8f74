// A choice of one from several, as cards with radio buttons. Sends `value`.
import { h } from "vue";

export default {
  props: {
    legend: String,
    hidden: Boolean, // the legend is for screen readers only
    options: Array, // [{ value, label, explained, why, disabled, rows: [[name, value]] }]
    value: null,
    disabled: Boolean,
    look: String, // "cards", "row" or "scale"
  },
  emits: ["value"],
  data() {
    return { own: this.value };
  },
  watch: {
    value(now) {
      this.own = now;
    },
  },
  methods: {
    option(option, name) {
      const disabled = this.disabled || option.disabled;
      const id = `${name}-${option.value}`;
      const more = [option.explained, option.why].filter(Boolean).join(" ");
      return h(
        "label",
        { class: ["card", { chosen: option.value === this.own, off: disabled }], for: id },
        [
          h("input", {
            type: "radio",
            id,
            name,
            value: option.value,
            checked: option.value === this.own,
            disabled,
            "aria-describedby": more ? `${id}-more` : undefined,
            onChange: () => {
              this.own = option.value;
              this.$emit("value", option.value);
            },
          }),
          h("span", { class: "name" }, option.label),
          more ? h("span", { class: "more", id: `${id}-more` }, more) : null,
          option.rows?.length
            ? h(
                "span",
                { class: "rows" },
                option.rows.map(([key, value]) =>
                  h("span", { class: "pair" }, [h("span", key + ": "), h("b", value)]),
                ),
              )
            : null,
        ],
      );
    },
  },
  render() {
    const name = `${this.$attrs.id || "c"}-choice`;
    return h("fieldset", { class: ["choice", `choice-${this.look || "cards"}`] }, [
      h("legend", { class: { unseen: this.hidden } }, this.legend),
      h("div", { class: "options" }, this.options.map((option) => this.option(option, name))),
    ]);
  },
};
