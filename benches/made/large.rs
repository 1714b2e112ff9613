//! Large disclosures that hold: the tables of the embedded one with many times its lines, codes and names of their own and
//! totals that are worked out; the embedded one many times over; and a table of which nearly every sum is off by rounding.

use budget_widget::embedded::DEFAULT;
use std::fmt::Write as _;

/// Kinds of expenditure of the form: four basic ones, two of projects.
const KINDS: usize = 6;
/// Lines of the embedded classification: section and class, name, amounts by kind in thousandths.
const ITEMS: [(&str, usize, &str, [i64; KINDS]); 8] = [
    ("201", 0, "行政运行", [551_500, 0, 199_800, 15_000, 0, 0]),
    ("201", 0, "一般行政管理事务", [0, 0, 0, 0, 0, 4_867_900]),
    ("201", 0, "事业运行", [313_300, 0, 0, 0, 0, 0]),
    ("208", 0, "机关事业单位基本养老保险缴费支出", [121_700, 0, 0, 0, 0, 0]),
    ("208", 1, "其他社会保障和就业支出", [800, 0, 0, 0, 0, 0]),
    ("210", 0, "行政单位医疗", [41_800, 0, 0, 0, 0, 0]),
    ("210", 0, "事业单位医疗", [22_800, 0, 0, 0, 0, 0]),
    ("221", 0, "住房公积金", [138_400, 0, 0, 0, 0, 0]),
];
const PROJECTS: [(&str, i64); 4] = [
    ("市政务网络、云、机房及业务系统建设维护项目", 4_091_100),
    ("全市政务数据治理项目", 405_200),
    ("全市政务信息安全经费项目", 86_200),
    ("基础地理信息数据年度更新维护项目", 285_400),
];
const BASIC: &str = "2024年一般公共预算基本支出表";
const FUNCTION_HEAD: &str = "科目编码\t科目名称\t合计\t基本支出\t\t\t\t\t项目支出\t\t
\t\t\t小计\t人员经费\t\t公用经费\t\t小计\t其他运转类\t特定目标类
\t\t\t\t工资福利支出\t对个人和家庭的补助\t商品和服务支出\t资本性支出\t\t\t
";
const DEPARTMENT_HEAD: &str = "科目编码\t\t\t单位代码\t单位（科目名称）\t合计\t基本支出\t\t\t\t\t项目支出\t\t
\t\t\t\t\t\t小计\t人员经费\t\t公用经费\t\t小计\t其他运转类\t特定目标类
类\t款\t项\t\t\t\t\t工资福利支出\t对个人和家庭的补助\t商品和服务支出\t资本性支出\t\t\t
";
const PAIRS_HEAD: &str =
    "部门预算支出经济分类科目\t\t政府预算支出经济分类科目编码\t\t本年一般公共预算基本支出\t\t
科目编码\t科目名称\t科目编码\t科目名称\t合计\t人员经费\t公用经费
";
const PROJECTS_HEAD: &str =
    "类型\t项目名称\t项目单位\t合计\t本年拨款\t\t\t财政拨款结转结余\t\t\t财政专户管理资金\t单位资金
\t\t\t\t一般公共预算\t政府性基金预算\t国有资本经营预算\t一般公共预算\t政府性基金预算\t国有资本经营预算\t\t
";

/// An item of the classification.
struct Item {
    class: &'static str,
    section: usize,
    number: usize,
    name: String,
    amounts: [i64; KINDS],
}

/// The items so many times over, in the order of their codes.
fn items(times: usize, amount: impl Fn(usize, usize, i64) -> i64) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for time in 0..times {
        for (at, &(class, section, name, amounts)) in ITEMS.iter().enumerate() {
            let before = ITEMS.iter().take(at).filter(|item| item.0 == class && item.1 == section).count();
            items.push(Item {
                class,
                section: 1 + section * 49 + time / 33,
                number: before * 33 + time % 33,
                name: format!("{name}{time}号"),
                amounts: std::array::from_fn(|kind| amount(time * ITEMS.len() + at, kind, amounts[kind])),
            });
        }
    }
    items.sort_by_key(|item| (item.class, item.section, item.number));
    items
}

fn sum<'a>(items: impl Iterator<Item = &'a Item>) -> [i64; KINDS] {
    items.fold([0; KINDS], |sum, item| std::array::from_fn(|kind| sum[kind] + item.amounts[kind]))
}

/// Thousandths with one decimal, rounded as published.
fn printed(thousandths: i64) -> String {
    let tenths = (thousandths + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The nine columns of amounts.
fn amounts(kinds: &[i64; KINDS]) -> String {
    let [a, b, c, d, e, f] = *kinds;
    let (basic, projects) = (a + b + c + d, e + f);
    [basic + projects, basic, a, b, c, d, projects, e, f].map(printed).join("\t")
}

/// The table of classes, sections and items.
fn by_function(items: &[Item]) -> String {
    let total = amounts(&sum(items.iter()));
    let mut text =
        format!("\n2024年一般公共预算支出情况表\n\n单位：万元\n\n{FUNCTION_HEAD}\t合计\t{total}\n");
    for class in items.chunk_by(|a, b| a.class == b.class) {
        let code = class[0].class;
        let _ = writeln!(text, "{code}\t类{code}\t{}", amounts(&sum(class.iter())));
        for section in class.chunk_by(|a, b| a.section == b.section) {
            let code = format!("{code}{:02}", section[0].section);
            let _ = writeln!(text, "{code}\t款{code}\t{}", amounts(&sum(section.iter())));
            for item in section {
                let _ = writeln!(text, "{code}{:02}\t{}\t{}", item.number, item.name, amounts(&item.amounts));
            }
        }
    }
    text
}

/// A table of `4.1 × times` thousand bytes of which nearly every sum is off by rounding, as true values of three decimals
/// are printed with one: about `78 × times` amounts, each in a sum along its row and in one down its column.
pub fn rounded(times: usize) -> String {
    by_function(&items(times, |item, kind, _| {
        let mixed = (item * KINDS + kind + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        1_000 + mixed as i64 % 900_000
    }))
}

/// The tables with so many times the lines.
pub fn lines(times: usize) -> String {
    let items = items(times, |_, _, amount| amount);
    let total = sum(items.iter());
    let mut text = format!(
        "2024年郑州市大数据管理局部门预算\n\n2024年部门支出总体情况表\n\n单位：万元\n\n{DEPARTMENT_HEAD}\t\t\t\t合计\t{}\n",
        amounts(&total)
    );
    for item in &items {
        let (class, section, number) = (item.class, item.section, item.number);
        let amounts = amounts(&item.amounts);
        let _ = writeln!(text, "{class}\t{section:02}\t{number:02}\t\t{}\t{amounts}", item.name);
    }
    text += &by_function(&items);
    text += &pairs(times);
    let projects = printed(total[4] + total[5]);
    let _ =
        write!(text, "\n2024年项目支出表\n\n单位：万元\n\n{PROJECTS_HEAD}\t合计\t\t{projects}\t{projects}");
    text += "\t\t\t\t\t\t\t\n";
    for time in 0..times {
        for (name, amount) in PROJECTS {
            let amount = printed(amount);
            let _ = writeln!(
                text,
                "特定目标类\t{name}{time}号\t郑州市大数据管理局\t{amount}\t{amount}\t\t\t\t\t\t\t"
            );
        }
    }
    text
}

/// The table of pairs of economic classes, every pair once.
fn pairs(times: usize) -> String {
    let lines =
        DEFAULT.lines().skip_while(|line| !line.starts_with("30101\t")).take_while(|line| !line.is_empty());
    let lines: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    let amount = |cell: &str| cell.replace(['.', ','], "").parse::<i64>().unwrap_or(0) * 100;
    let mut sums = [0; 3];
    let mut body = String::new();
    for time in 0..times {
        for line in &lines {
            let of_line: [i64; 3] = std::array::from_fn(|at| amount(line[at + 4]));
            sums = std::array::from_fn(|at| sums[at] + of_line[at]);
            let cells = of_line.map(|amount| if amount == 0 { String::new() } else { printed(amount) });
            let (code, other) = (&line[0][..3], &line[2][..3]);
            let (own, suffix) = (&line[0][3..], time % 100);
            let _ = writeln!(
                body,
                "{code}{own}\t{}{time}号\t{other}{suffix:02}\t{}{time}号\t{}",
                line[1],
                line[3],
                cells.join("\t")
            );
        }
    }
    format!("\n{BASIC}\n\n单位：万元\n\n{PAIRS_HEAD}合计\t\t\t\t{}\n{body}", sums.map(printed).join("\t"))
}

/// The embedded disclosure so many times over, of units with names of their own.
pub fn units(times: usize) -> String {
    let name = "郑州市大数据管理局";
    (1..=times).map(|time| DEFAULT.replace(name, &format!("郑州市大数据管理第{time}局"))).collect()
}
