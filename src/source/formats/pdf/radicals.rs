//! Radicals → ideographs: fonts have one glyph for both, and programs name it by the first that comes.

/// What the radicals from U+2E80 and U+2F00 on are as ideographs (Unicode, EquivalentUnifiedIdeograph).
const SUPPLEMENT: &str = "\
    ⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫\
    羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉\
    齐歯齿竜龙龜亀龟";
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
    廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
    邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The ideograph that looks like a radical or like another form of itself; any other character as it is.
pub fn unified(character: char) -> char {
    let code = u32::from(character);
    let found = match code {
        0x2E80..=0x2EF3 => SUPPLEMENT.chars().nth((code - 0x2E80) as usize),
        0x2F00..=0x2FD5 => KANGXI.chars().nth((code - 0x2F00) as usize),
        _ => None,
    };
    // Simplified fonts draw both forms as one.
    match found.unwrap_or(character) {
        '戶' | '戸' => '户',
        '靑' => '青',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn radicals_become_ideographs() {
        let text: String = "部\u{2ED4}\u{2F00}般收\u{2F0A}，\u{2FD5}\u{2EF3}".chars().map(unified).collect();
        assert_eq!(text, "部门一般收入，龠龟");
        assert_eq!("专\u{2F3E}戶\u{2FAD}".chars().map(unified).collect::<String>(), "专户户青");
    }
}
