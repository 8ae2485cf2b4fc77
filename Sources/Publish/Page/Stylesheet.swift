/// How the page looks on a screen and on A4. It loads nothing: fonts are the reader's own.
enum Stylesheet {
    /// - Parameter footer: the line at the foot of every sheet; text of any origin.
    static func text(footer: String) -> String {
        base + screen + print.replacing("FOOTER", with: string(footer))
    }

    /// A CSS string: everything but letters, digits and spaces as a hexadecimal escape, so that no text leaves its quotes.
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.withoutControls.unicodeScalars {
            let isPlain = scalar.value > 0x7F || scalar == " " || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isPlain { result.unicodeScalars.append(scalar) } else { result += "\\" + String(scalar.value, radix: 16) + " " }
        }
        return result + "\""
    }

    private static let base = """
        :root { --ink: #1f2933; --soft: #5b6875; --line: #dde2e7; --navy: #16324f; --tint: #f4f6f8;
          --sans: "Noto Sans", "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK JP", sans-serif;
          --mono: "Noto Sans Mono", "SFMono-Regular", Consolas, "DejaVu Sans Mono", monospace; }
        :root:lang(ja) { --sans: "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans", sans-serif; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; font-family: var(--sans); color: var(--ink); line-height: 1.5; background: #fff;
          -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        h1, h2, h3 { color: var(--navy); line-height: 1.2; margin: 0; font-weight: 600; }
        p { margin: 0; text-wrap: pretty; }
        a { color: inherit; }
        code { font-family: var(--mono); overflow-wrap: anywhere; }
        .mast { border-top: 6px solid var(--navy); }
        .kicker { display: flex; justify-content: space-between; color: var(--soft); }
        .kicker b { color: var(--navy); font-weight: 700; letter-spacing: 0.02em; }
        h1 { font-weight: 700; letter-spacing: -0.01em; }
        :lang(ja) h1 { letter-spacing: 0; }
        .subtitle { color: var(--soft); }
        .facts { display: grid; grid-auto-flow: column; justify-content: space-between; margin: 0; border-top: 1px solid var(--line); }
        .facts dt { color: var(--soft); }
        .facts dd { margin: 0; font-weight: 600; }
        .handling { border-left: 3px solid var(--navy); background: var(--tint); }
        .handling.withheld { border-color: #b3261e; background: #fbf3f2; }
        .findings { margin: 0; padding: 0; list-style: none; counter-reset: finding; }
        .findings li { counter-increment: finding; position: relative; break-inside: avoid; }
        .findings li::before { content: counter(finding); position: absolute; left: 0; color: var(--navy); font-weight: 700; font-variant-numeric: tabular-nums; }
        .findings strong, .lead strong { font-weight: 650; color: var(--navy); }
        .figures { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(4, 1fr); }
        .figures:has(> li:nth-child(6):last-child) { grid-template-columns: repeat(3, 1fr); }
        .figures li { border-top: 2px solid var(--navy); break-inside: avoid; }
        .figures .value { font-weight: 650; color: var(--navy); font-variant-numeric: tabular-nums; line-height: 1.15; white-space: nowrap; }
        .figures .unit { font-weight: 400; color: var(--soft); }
        .figures .label { font-weight: 600; }
        .figures .rule { color: var(--soft); }
        .section > h2 { border-bottom: 1px solid var(--navy); display: flex; gap: 0.6em; }
        .section > h2 .no { color: var(--soft); font-weight: 400; font-variant-numeric: tabular-nums; }
        h2, h3 { break-after: avoid; }
        .note { color: var(--soft); }
        .chart { display: none; margin: 0; break-inside: avoid; }
        .drawn .chart { display: block; }
        .drawn .chart[hidden] { display: none; }
        .legend { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; color: var(--ink); }
        .legend li { display: inline-flex; align-items: center; }
        .legend svg { flex: none; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); caption-side: top; }
        thead { display: table-header-group; }
        th { text-align: left; font-weight: 600; color: var(--navy); vertical-align: bottom; border-bottom: 1px solid #8a96a3; }
        td, tbody th { vertical-align: top; border-bottom: 1px solid var(--line); }
        tbody th { font-weight: 400; color: inherit; }
        tr { break-inside: avoid; }
        .number, .figure { text-align: right; }
        td.number, td.figure, td.name, th.name { white-space: nowrap; }
        tr.total :is(td, th) { font-weight: 650; border-top: 1px solid #8a96a3; border-bottom: 1px solid #8a96a3; }
        tr.group th { font-weight: 600; }
        tr.sub :is(td, th) { border-bottom-color: #eef1f3; }
        tr.sub th { padding-left: 1.5em; color: var(--soft); }
        .muted { color: #66717c; }
        .detail { display: block; color: var(--soft); }
        .marked { display: block; padding-left: 1.07em; text-indent: -1.07em; }
        .mark { text-indent: 0; display: inline-block; width: 0.62em; height: 0.62em; margin-right: 0.45em; border-radius: 1px; }
        td.bar { white-space: nowrap; }
        caption.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .group .detail, .total .detail { font-weight: 400; }
        .inline .marked { display: inline; padding: 0; text-indent: 0; } .inline .detail { display: inline; margin-left: 0.7em; }
        :lang(ja) .activities td:nth-child(4) { word-break: keep-all; }
        .activities { table-layout: fixed; }
        .activities th:nth-child(1) { width: 33%; } .activities th:nth-child(2) { width: 15%; } .activities th:nth-child(3) { width: 19%; }
        .activities th:nth-child(4) { width: 17%; } .activities th:nth-child(5) { width: 6%; } .activities th:nth-child(6) { width: 10%; }
        td.bar span.percent { display: inline-block; min-width: 3em; text-align: right; margin-right: 0.5em; }
        td.bar svg { vertical-align: baseline; }
        .heat { table-layout: fixed; }
        .heat thead th:not(:first-child) { height: 12em; vertical-align: bottom; padding-left: 0; padding-right: 0; }
        .heat thead th:not(:first-child) > span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 11.8em; line-height: 1.1; display: inline-block; }
        :lang(ja) .heat thead th:not(:first-child) > span { transform: none; text-align: end; }
        .heat td { text-align: right; border: 1px solid #fff; padding-left: 1px; }
        .heat tr.total :is(td, th) { border-top-color: #8a96a3; border-bottom-color: #8a96a3; }
        .heat .muted { color: #78838e; }
        .heat tbody th { overflow-wrap: anywhere; line-height: 1.25; }
        .s1 { background: #E4EFF7; } .s2 { background: #BBD6E9; } .s3 { background: #82B4D6; }
        .s4 { background: #377AAB; color: #fff; } .s5 { background: #1B5583; color: #fff; }
        .foot { color: var(--soft); border-top: 1px solid var(--line); }
        .onlypaper { display: none; }

        """

    private static let screen = """
        @media screen {
          body { font-size: 15px; display: grid; grid-template-columns: 250px minmax(0, 900px); gap: 48px; justify-content: center; padding: 0 28px 64px; }
          nav { position: sticky; top: 0; align-self: start; padding: 40px 0 24px; font-size: 13px; max-height: 100vh; overflow: auto; }
          nav p { color: var(--navy); font-weight: 700; margin-bottom: 10px; }
          nav ol { list-style: none; margin: 0; padding: 0; border-left: 1px solid var(--line); }
          nav a { display: block; padding: 4px 0 4px 14px; text-decoration: none; color: var(--soft); line-height: 1.35; }
          nav a:hover, nav a:focus { color: var(--navy); text-decoration: underline; }
          .mast { margin-top: 40px; padding-top: 14px; }
          .kicker { font-size: 13px; margin-bottom: 22px; }
          h1 { font-size: 44px; }
          .subtitle { font-size: 19px; margin: 8px 0 24px; }
          .facts { padding: 14px 0; gap: 2px 24px; font-size: 13.5px; }
          .handling { padding: 10px 16px; font-size: 14px; margin-bottom: 36px; }
          h2 { font-size: 23px; margin: 0 0 16px; }
          .section > h2 { margin-top: 56px; padding-bottom: 8px; }
          h3 { font-size: 16.5px; margin: 30px 0 10px; }
          .findings { margin-bottom: 34px; } .findings li { font-size: 18px; line-height: 1.5; padding-left: 34px; margin-bottom: 13px; }
          .figures { gap: 22px 24px; margin: 6px 0 30px; }
          .figures li { padding-top: 10px; }
          .figures .value { font-size: 29px; }
          .figures .unit { font-size: 13px; }
          .figures .label { font-size: 14px; margin-top: 2px; }
          .figures .rule { font-size: 12.5px; line-height: 1.4; margin-top: 4px; }
          .section > p, .section > ul { margin: 12px 0; }
          .note { font-size: 13.5px; margin: 10px 0; }
          ul.notes { padding-left: 20px; } ul.notes.short { columns: 2; } ul.notes li { margin-bottom: 7px; }
          .chart { margin: 18px 0 10px; overflow-x: auto; }
          .drawing.paper { display: none; }
          .legend { gap: 6px 20px; font-size: 13px; margin-top: 10px; } .legend li { gap: 7px; }
          table { font-size: 13.5px; margin: 6px 0 4px; }
          caption { font-size: 13px; padding-bottom: 6px; }
          th, td { padding: 6px 10px 6px 0; } :is(td, th):is(.number, .figure) + :is(td, th):is(.text, .name, .wide, .bar) { padding-left: 20px; } th.figure, th.number, td.figure, td.number { padding-left: 8px; padding-right: 4px; }
          table.heat { font-size: 11.5px; } .heat td, .heat th { padding: 4px 4px 4px 0; } .heat th:first-child { width: 182px; } .heat thead th:last-child { width: 56px; }
          .detail { font-size: 11.5px; line-height: 1.4; } .detail code { font-size: 11px; }
          details.data { margin: 12px 0; } summary { cursor: pointer; color: var(--navy); font-size: 14px; padding: 6px 0; }
          .wide { min-width: 150px; }
          tbody tr:hover :is(td, th) { background-color: #f7f9fb; } .heat tbody tr:hover :is(td, th) { background-color: revert-layer; }
          .tablebox { overflow-x: auto; }
          .foot { margin-top: 64px; padding-top: 16px; font-size: 13px; display: flex; justify-content: space-between; gap: 24px; }
        }
        @media screen and (max-width: 1080px) {
          body { display: block; max-width: 960px; margin: 0 auto; } nav { position: static; padding-bottom: 0; max-height: none; }
          nav ol { columns: 2; border: 0; } nav a { padding-left: 0; }
        }
        @media screen and (max-width: 700px) {
          body { padding: 0 16px 40px; } h1 { font-size: 32px; } nav { display: none; }
          .figures, .figures:has(> li:nth-child(6):last-child) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .figures .value { font-size: 25px; } .figures .unit { display: block; line-height: 1.4; } .figures .label { overflow-wrap: anywhere; }
          .facts { grid-template-columns: 1fr 1fr; grid-auto-flow: row; } .facts div { display: contents; }
          ul.notes.short { columns: 1; } .foot { display: block; }
          .tablebox, .chart { margin-right: -16px; padding-right: 16px; }
          table.activities { min-width: 700px; } table.heat { min-width: 760px; }
          .heat th:first-child { width: 116px; } .heat tr > th:first-child { position: sticky; left: 0; background: #fff; }
        }

        """

    private static let print = """
        @page { size: A4 portrait; margin: 15mm 15mm 17mm;
          @bottom-left { content: FOOTER; font-family: "Noto Sans", Arial, "Noto Sans CJK JP", sans-serif; font-size: 7pt; color: #5b6875; }
          @bottom-right { content: counter(page) " / " counter(pages); font-family: "Noto Sans", Arial, sans-serif; font-size: 7pt; color: #5b6875; white-space: nowrap; } }
        @media print {
          body { font-size: 9pt; line-height: 1.42; }
          nav, .onlyscreen, summary { display: none !important; }
          .onlypaper { display: block; }
          .drawing.screen { display: none; }
          details.data { margin-top: 3.5mm; }
          details.data.printed::details-content { content-visibility: visible; display: block; block-size: auto; }
          details.data:not(.printed) { display: none; }
          .mast { padding-top: 3mm; border-top-width: 1.6mm; }
          .kicker { font-size: 8.5pt; margin-bottom: 3mm; }
          h1 { font-size: 26pt; }
          .subtitle { font-size: 11.5pt; margin: 1.2mm 0 4mm; }
          .facts { padding: 2.2mm 0; gap: 0 5mm; font-size: 8pt; }
          .handling { padding: 1.6mm 3mm; font-size: 8.2pt; margin-bottom: 4.5mm; }
          h2 { font-size: 13.5pt; margin: 0 0 3mm; }
          .section > h2 { margin-top: 8mm; padding-bottom: 1.2mm; }
          h3 { font-size: 10.5pt; margin: 5mm 0 1.8mm; }
          .findings { margin-bottom: 4.5mm; } .findings li { font-size: 10.2pt; line-height: 1.36; padding-left: 7mm; margin-bottom: 1.3mm; }
          #glance h2 { margin: 4mm 0 1.5mm; }
          ul.notes.short { columns: 2; }
          .figures { gap: 3mm 5mm; margin: 1mm 0 4mm; }
          .figures li { padding-top: 1.4mm; border-top-width: 0.5mm; }
          .figures .value { font-size: 17pt; } .figures .unit { font-size: 7.6pt; }
          .figures .label { font-size: 8.6pt; } .figures .rule { font-size: 7.2pt; line-height: 1.32; margin-top: 0.4mm; }
          .section > p, .section > ul { margin: 2mm 0; }
          .note { font-size: 7.8pt; margin: 1.6mm 0; }
          ul.notes { padding-left: 4.5mm; } ul.notes li { margin-bottom: 1mm; break-inside: avoid; }
          .chart { margin: 2mm 0 1.5mm; }
          .drawing { width: 680px; max-width: 100%; }
          .legend { gap: 0.8mm 4.5mm; font-size: 8pt; margin-top: 1.5mm; } .legend li { gap: 1.6mm; }
          table { font-size: 8pt; margin: 1mm 0; line-height: 1.3; }
          caption { font-size: 7.8pt; padding-bottom: 1mm; break-after: avoid; }
          th, td { padding: 0.9mm 2mm 0.9mm 0; } :is(td, th):is(.number, .figure) + :is(td, th):is(.text, .name, .wide, .bar) { padding-left: 4mm; } th.figure, th.number, td.figure, td.number { padding-left: 1.4mm; padding-right: 0.6mm; }
          table.compact th, table.compact td { padding-top: 0.75mm; padding-bottom: 0.75mm; }
          table.heat { font-size: 6.9pt; } .heat td, .heat th { padding: 0.7mm 0.7mm 0.7mm 0; } .heat th:first-child { width: 36mm; } .heat thead th:last-child { width: 11.5mm; }
          .detail { font-size: 6.8pt; line-height: 1.3; } .detail code { font-size: 6.4pt; }
          tr.onlyscreen { display: none; }
          table.whole, table.heat { break-inside: avoid; } thead { break-after: avoid; } tbody tr:first-child { break-before: avoid; break-after: avoid; }
          tbody tr:nth-last-child(-n + 2) { break-before: avoid; }
          .section > h2 + p, .note:has(+ .tablebox) { break-after: avoid; }
          p { break-inside: avoid; } .tablebox + .note, details.data + .note, .note.onlypaper + .note { break-before: avoid; }
          .foot { break-before: avoid; } #method li:nth-last-child(-n + 4) { break-after: avoid; }
          :is(td, th).text { min-width: 17mm; }
          .foot { margin-top: 8mm; padding-top: 2mm; font-size: 7.6pt; display: flex; justify-content: space-between; gap: 6mm; }
          .foot, .handling { break-inside: avoid; }
        }

        """
}
