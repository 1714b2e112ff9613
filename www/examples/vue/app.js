// Vue's compiler is told by `isCustomElement`; a render function needs nothing.
import { createApp, h, ref } from "vue";
import "budget-widget/define";

const Budget = {
  props: { src: String },
  setup({ src }) {
    const summary = ref(null);
    const onReport = (event) => (summary.value = event.detail.summary);
    return () => [
      h("p", { id: "summary" }, summary.value ? `不符 ${summary.value.contradiction} 项` : ""),
      h("budget-widget", { src, "onBudget-report": onReport }, h("a", { href: src }, "下载公布文件")),
    ];
  },
};

createApp(Budget, { src: "/budget-2024.docx" }).mount("#app");
