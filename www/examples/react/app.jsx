// React 19 hands properties and events of custom elements through.
import { createRoot } from "react-dom/client";
import { useState } from "react";
import "budget-widget/define";

function Budget({ src }) {
  const [summary, setSummary] = useState(null);
  return (
    <>
      <p id="summary">{summary && `不符 ${summary.contradiction} 项`}</p>
      <budget-widget src={src} onbudget-report={(event) => setSummary(event.detail.summary)}>
        <p>
          <a href={src}>下载公布文件</a>
        </p>
      </budget-widget>
    </>
  );
}

createRoot(document.getElementById("app")).render(<Budget src="/budget-2024.docx" />);
