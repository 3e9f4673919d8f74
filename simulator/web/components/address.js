// Keeps the address bar in step with what is shown, so that it can be copied.
import { h } from "vue";

export default {
  props: { url: String },
  watch: {
    url(now) {
      window.history.replaceState(null, "", now);
    },
  },
  render() {
    return h("span", { hidden: true });
  },
};
