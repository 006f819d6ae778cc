namespace Turnstone.Engine.Reporting.Html;

/// <summary>The report's look: Fluent 2's colours and measures as tokens, light, dark and on paper; nothing is fetched from anywhere.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #fafafa; --card: #ffffff; --text: #242424; --quiet: #616161; --line: #d1d1d1; --hairline: #ebebeb; --brand: #0f548c;
          --good: #0e700e; --good-back: #f1faf1; --fine: #0f548c; --fine-back: #ebf3fc;
          --warn: #8a3707; --warn-back: #fdf6f3; --bad: #960b18; --bad-back: #fdf3f4;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #1f1f1f; --card: #292929; --text: #ffffff; --quiet: #adadad; --line: #525252; --hairline: #3d3d3d; --brand: #62abf5;
            --good: #9fd89f; --good-back: #052505; --fine: #96c6fa; --fine-back: #082338;
            --warn: #faa06b; --warn-back: #411200; --bad: #eeacb2; --bad-back: #3b0509;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--text);
          font: 14px/20px "Segoe UI Variable", "Segoe UI", system-ui, -apple-system, "Noto Sans", "Liberation Sans", sans-serif;
        }
        main, header, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
        header { padding-top: 40px; }
        .product { margin: 0; color: var(--brand); font-weight: 600; }
        h1 { margin: 4px 0 8px; font-size: 28px; line-height: 36px; font-weight: 600; }
        h2 { margin: 40px 0 12px; font-size: 20px; line-height: 28px; font-weight: 600; overflow-wrap: anywhere; }
        h3 { margin: 0 0 4px; font-size: 14px; line-height: 20px; font-weight: 600; }
        p { margin: 0 0 8px; max-width: 80ch; }
        .quiet { color: var(--quiet); }
        a { color: var(--brand); text-decoration: none; }
        a:hover { text-decoration: underline; }
        a:focus-visible, summary:focus-visible { outline: 2px solid var(--text); outline-offset: 2px; border-radius: 4px; }
        .totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(112px, 1fr)); gap: 12px; margin: 24px 0 0; }
        .totals div { padding: 12px 16px; background: var(--card); border: 1px solid var(--hairline); border-radius: 8px; }
        .totals dt { color: var(--quiet); font-size: 12px; line-height: 16px; }
        .totals dd { margin: 4px 0 0; font-size: 18px; line-height: 28px; white-space: nowrap; font-weight: 600; font-variant-numeric: tabular-nums; }
        .card { background: var(--card); border: 1px solid var(--hairline); border-radius: 8px; overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { padding: 12px 12px 4px; text-align: start; font-weight: 600; }
        th, td { padding: 8px 12px; text-align: start; vertical-align: top; border-top: 1px solid var(--hairline); }
        thead th { color: var(--quiet); font-size: 12px; line-height: 16px; font-weight: 600; white-space: nowrap; border-top: 0; }
        tbody th { font-weight: 400; overflow-wrap: anywhere; min-width: 12ch; }
        tfoot th, tfoot td { font-weight: 600; border-top: 1px solid var(--line); }
        td.name { overflow-wrap: anywhere; min-width: 12ch; }
        .n { text-align: end; white-space: nowrap; }
        .note { display: block; color: var(--quiet); font-size: 12px; line-height: 16px; }
        .badge { display: inline-block; padding: 1px 8px; border-radius: 4px; font-size: 12px; line-height: 18px; font-weight: 600; white-space: nowrap; }
        h2 .badge { margin-inline-start: 8px; vertical-align: 4px; }
        .Perfect { color: var(--good); background: var(--good-back); box-shadow: inset 0 0 0 1px currentColor; }
        .Good { color: var(--fine); background: var(--fine-back); box-shadow: inset 0 0 0 1px currentColor; }
        .Investigate { color: var(--warn); background: var(--warn-back); box-shadow: inset 0 0 0 1px currentColor; }
        .Poor { color: var(--bad); background: var(--bad-back); box-shadow: inset 0 0 0 1px currentColor; }
        .Untried { color: var(--quiet); box-shadow: inset 0 0 0 1px currentColor; }
        .problem { margin: 0 0 12px; padding: 12px 16px; background: var(--card); border: 1px solid var(--hairline); border-inline-start: 4px solid var(--bad); border-radius: 4px; }
        .problem p { margin: 0 0 4px; overflow-wrap: anywhere; }
        details { margin-top: 12px; }
        summary { padding: 6px 0; color: var(--brand); cursor: pointer; width: fit-content; }
        code { font: 12px/16px "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
        footer { margin-top: 48px; padding-bottom: 40px; color: var(--quiet); font-size: 12px; line-height: 16px; }
        @media print {
          :root {
            --page: #ffffff; --card: #ffffff; --text: #000000; --quiet: #424242; --line: #707070; --hairline: #c7c7c7; --brand: #000000;
            --good: #0e700e; --good-back: #ffffff; --fine: #0f548c; --fine-back: #ffffff; --warn: #8a3707; --warn-back: #ffffff; --bad: #960b18; --bad-back: #ffffff;
          }
          body { font-size: 10pt; line-height: 1.35; }
          main, header, footer { max-width: none; padding: 0; }
          .card { overflow: visible; border: 0; }
          tr, .problem, .totals div { break-inside: avoid; }
          h2, caption { break-after: avoid; }
          th, td { padding: 4px 6px; }
        }
        """;
}
