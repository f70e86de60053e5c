namespace CryptoScalp.Rules.Explain;

/// <summary>The style sheet of pages: system fonts, dark and light by the reader's setting, readable on paper and on a narrow screen.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root { color-scheme: light dark;
          --ground: #fbfbfa; --card: #ffffff; --ink: #1c2024; --soft: #5c6670; --line: #dfe3e6; --accent: #0b6e99;
          --good: #1a7f4b; --bad: #c0342b; --warn: #8a5a00; --bid: #0b6e99; --ask: #b4572e; --bad-ground: #fdf0ef; --good-ground: #eef8f2; }
        @media (prefers-color-scheme: dark) { :root {
          --ground: #14171a; --card: #1b1f23; --ink: #e6e9ec; --soft: #9aa5af; --line: #30363c; --accent: #5cb8e0;
          --good: #5fcf94; --bad: #ff8a80; --warn: #e3b341; --bid: #5cb8e0; --ask: #f0a17a; --bad-ground: #2e1d1c; --good-ground: #17291f; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
        main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        h1 { margin: 0 0 .25rem; font-size: 1.35rem; line-height: 1.3; overflow-wrap: anywhere; }
        h2 { margin: 0 0 .75rem; font-size: 1rem; }
        code, .mono, h1 code { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", Consolas, monospace; font-size: .92em; }
        section { margin-top: 1rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        .kicker { margin: 0; color: var(--soft); font-size: .85rem; }
        .cause { border-left: 4px solid var(--bad); background: var(--bad-ground); }
        .made { border-left: 4px solid var(--good); background: var(--good-ground); }
        .cause p, .made p { margin: 0; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0 0; font-size: .9rem; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: .9rem; }
        th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; } td:first-child, td:last-child { overflow-wrap: anywhere; } th:last-child { min-width: 9rem; }
        tr:last-child td { border-bottom: 0; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
        svg { display: block; width: 100%; height: auto; min-width: 34rem; } svg text { fill: var(--soft); font-size: 11px; }
        .grid { stroke: var(--line); } .moment { stroke: var(--bad); stroke-dasharray: 4 3; }
        .key { display: inline-flex; gap: .4rem; align-items: center; margin-right: 1rem; color: var(--soft); font-size: .85rem; }
        .key i { width: 1rem; height: .6rem; border-radius: 2px; }
        ul.tree, ul.tree ul { margin: 0; padding: 0; list-style: none; }
        ul.tree ul { margin-left: .45rem; padding-left: .85rem; border-left: 1px solid var(--line); }
        ul.tree li { margin: .1rem 0; }
        summary { cursor: pointer; border-radius: .25rem; } summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
        summary::marker { color: var(--soft); }
        .leaf { padding-left: 1.05rem; }
        .row { display: inline-flex; flex-wrap: wrap; gap: 0 .75rem; max-width: calc(100% - 1.2rem); vertical-align: top; overflow-wrap: anywhere; }
        .row code { overflow-wrap: anywhere; min-width: 0; } .note { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; min-width: 0; }
        .rule > code { color: var(--accent); } .condition > code { color: var(--good); } .absence > code { color: var(--warn); }
        .failed > code { color: var(--bad); font-weight: 600; } .open > code { color: var(--soft); } .doc > code { color: var(--soft); font-family: inherit; font-style: italic; }
        .heading > code { font-family: inherit; font-weight: 600; }
        footer { margin-top: 1rem; color: var(--soft); font-size: .8rem; overflow-wrap: anywhere; }
        @media (max-width: 40rem) { main { padding: 1rem .6rem 2rem; } section { padding: .75rem .6rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .35rem; }
          thead { display: none; } tr, td { display: block; } tr { padding: .4rem 0; border-bottom: 1px solid var(--line); } tr:last-child { border-bottom: 0; }
          td { border: 0; padding: 0; overflow-wrap: anywhere; } td.number { text-align: left; } td::before { content: attr(data-label) ": "; color: var(--soft); }
          ul.tree ul { margin-left: .2rem; padding-left: .5rem; } }
        @media print { body { background: none; } section { border: 0; padding: 0; } }
        """;
}
