// One labelled control of a form, made of the browser's own elements so that keyboards, screen
// readers and phones know them. Sends `value` when the visitor changes it; from an area of text after
// the first letter, after a pause in the typing, and before anything else can be clicked.
import { h } from "vue";

const PAUSE = 300; // milliseconds

const TEXTS = { text: "text", code: "text", number: "number" };

export default {
  props: {
    kind: String, // text, code, number, area, range, select, check
    label: String,
    help: String,
    value: null,
    options: Array, // of a select: [{ value, label }]
    min: Number,
    max: Number,
    step: Number,
    limit: Number, // letters
    rows: Number,
    shown: String, // how the value of a range is said
    disabled: Boolean,
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
    changed(value) {
      this.own = value;
      this.$emit("value", value);
    },
    typed(value) {
      this.own = value;
      if (!this.soon) this.tell();
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.told(), PAUSE);
    },
    told() {
      clearTimeout(this.soon);
      this.soon = null;
      if (this.sent !== this.own) this.tell();
    },
    tell() {
      this.sent = this.own;
      this.$emit("value", this.own);
    },
    control(id, described) {
      const same = { id, disabled: this.disabled, "aria-describedby": described };
      const typed = { ...same, value: this.own, onInput: (e) => this.changed(e.target.value) };
      if (this.kind === "area")
        return h("textarea", {
          ...typed,
          onInput: (e) => this.typed(e.target.value),
          onChange: () => this.told(),
          rows: this.rows || 3,
          maxlength: this.limit,
        });
      if (this.kind === "select")
        return h(
          "select",
          { ...same, value: this.own, onChange: (e) => this.changed(e.target.value) },
          this.options.map((o) =>
            h("option", { value: o.value, selected: o.value === this.own }, o.label),
          ),
        );
      if (this.kind === "check")
        return h("input", {
          ...same,
          type: "checkbox",
          checked: this.own,
          onChange: (e) => this.changed(e.target.checked),
        });
      const numbers = { min: this.min, max: this.max, step: this.step };
      if (this.kind === "range")
        return h("input", { ...typed, ...numbers, type: "range", "aria-valuetext": this.shown });
      return h("input", {
        ...typed,
        ...(this.kind === "number" ? numbers : {}),
        type: TEXTS[this.kind],
        maxlength: this.limit,
        autocomplete: "off",
        autocapitalize: this.kind === "code" ? "characters" : undefined,
        spellcheck: this.kind === "code" ? "false" : undefined,
      });
    },
  },
  render() {
    const id = `${this.$attrs.id || "f"}-input`;
    const described = this.help ? `${id}-help` : undefined;
    const label = h("label", { for: id }, [
      this.label,
      this.kind === "range" && this.shown ? h("output", { for: id }, this.shown) : null,
    ]);
    const control = this.control(id, described);
    const help = this.help ? h("p", { class: "help", id: described }, this.help) : null;
    const order = this.kind === "check" ? [control, label, help] : [label, control, help];
    return h("div", { class: ["field", `field-${this.kind}`] }, order);
  },
};
