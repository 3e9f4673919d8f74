// A heading that takes the focus when it appears, so that a new step is read aloud and the next
// Tab goes on from there.
import { h } from "vue";

export default {
  props: { level: Number, words: String, focus: Boolean },
  mounted() {
    if (this.focus) this.$el.focus({ preventScroll: false });
  },
  render() {
    return h("h" + this.level, { tabindex: this.focus ? -1 : undefined }, this.words);
  },
};
