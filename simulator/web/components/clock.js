// Time left, counted in the browser: no message a second, and no change in what is read aloud.
import { h } from "vue";

export default {
  props: { left: Number, running: Boolean, label: String, over: String },
  data() {
    return { now: this.left };
  },
  watch: {
    left(now) {
      this.begin(now);
    },
    running() {
      this.begin(this.now);
    },
  },
  methods: {
    begin(left) {
      this.now = left;
      this.end = Date.now() + left * 1000;
    },
  },
  mounted() {
    this.begin(this.left);
    this.ticking = setInterval(() => {
      if (this.running) this.now = (this.end - Date.now()) / 1000;
      else this.end = Date.now() + this.now * 1000;
    }, 500);
  },
  unmounted() {
    clearInterval(this.ticking);
  },
  render() {
    const seconds = Math.max(0, Math.round(this.now));
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    return h("span", { class: ["clock", { over: seconds === 0 }], role: "timer" }, [
      h("span", { class: "clock-label" }, this.label + " "),
      seconds === 0 ? this.over : text,
    ]);
  },
};
