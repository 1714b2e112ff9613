//! A disclosure as one page that needs no network: the widget, its script, and the budget as a block of data.

use super::html::{escape, json_block, script_block};
use crate::i18n::Locale;

/// Where `{{name}}` stands, the value of that name goes.
const TEMPLATE: &str = include_str!("page.html");

/// What a page is made of.
pub struct Page<'a> {
    /// The language of the page and its widget.
    pub locale: &'static Locale,
    /// Title of the page.
    pub title: &'a str,
    /// More attributes of the element.
    pub attributes: &'a [(&'a str, &'a str)],
    /// Packages as JSON: the first is shown, the others are compared with it. Without any the script shows what it embeds.
    pub packages: &'a [&'a str],
    /// The text of `budget-widget.js`.
    pub script: &'a str,
}

impl Page<'_> {
    /// The page's HTML.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = String::new();
        let mut rest = TEMPLATE;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").unwrap_or((after, ""));
            out.push_str(before);
            match name {
                "lang" => out.push_str(self.locale.tag),
                "title" => out.push_str(&escape(self.title)),
                "fallback" => out.push_str(&escape(self.locale.text("page.fallback"))),
                "attributes" => self.attributes(&mut out),
                "packages" => self.packages(&mut out),
                _ => out.push_str(&script_block(self.script)),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn attributes(&self, out: &mut String) {
        let mut push = |name: &str, value: &str| out.extend([" ", name, "=\"", &escape(value), "\""]);
        if !self.packages.is_empty() {
            push("src", "#budget-1");
        }
        if self.packages.len() > 1 {
            let others: Vec<String> = (2..=self.packages.len()).map(|at| format!("#budget-{at}")).collect();
            push("compare", &others.join(" "));
        }
        for (name, value) in self.attributes {
            push(name, value);
        }
    }

    fn packages(&self, out: &mut String) {
        for (at, package) in self.packages.iter().enumerate() {
            let id = (at + 1).to_string();
            let open = "<script type=\"application/json\" id=\"budget-";
            out.extend([open, &id, "\">", &json_block(package), "</script>\n    "]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_parts_and_no_place_is_left_open() {
        let packages = [r#"{"title":"</script>"}"#, "{}", "[3]"];
        let page = Page {
            locale: Locale::of("zh-CN"),
            title: "<甲> & \"乙\" {{title}}",
            attributes: &[("size", "large")],
            packages: &packages,
            script: "run('{{lang}}')",
        };
        let html = page.html();
        assert!(html.contains("<title>&lt;甲&gt; &amp; &quot;乙&quot; {{title}}</title>"), "{html}");
        let element =
            r##"<budget-widget lang="zh-CN" src="#budget-1" compare="#budget-2 #budget-3" size="large">"##;
        assert!(html.contains(element), "{html}");
        assert!(html.contains(r#"id="budget-1">{"title":"\u003c/script>"}</script>"#), "{html}");
        assert!(html.contains(r#"id="budget-3">[3]</script>"#), "{html}");
        assert!(html.contains("<script>run('{{lang}}')</script>\n  </body>"), "{html}");
        assert_eq!(html.matches("</script>").count(), 4);
    }
}
