// The style of the HTML report: dark text on white, one accent; tables become cards on narrow
// screens; on paper A4 with repeated heads and page numbers where the printer's program knows them.
#include "core/report/html_parts.h"

namespace govcloud {

std::string_view html_style() {
  return R"css(
:root{--ink:#1d232b;--soft:#57606a;--line:#d5dae1;--accent:#1f4e79;--wash:#f4f7fa;
--good:#1c6b3a;--good-bg:#e3f3e8;--watch:#7a4b00;--watch-bg:#fdf0d5;--bad:#a01c1c;--bad-bg:#fbe4e2;
--idle:#3b3f8f;--idle-bg:#e7e8f8;--quiet:#57606a;--quiet-bg:#eceff2}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);
font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC",
"Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 28px 40px}
header{border-top:4px solid var(--accent);border-bottom:1px solid var(--accent);
padding:22px 0 18px;margin-bottom:26px}
h1{margin:0 0 14px;font-size:28px;line-height:1.3;color:var(--accent);text-align:center;
text-wrap:balance}
h1 span{white-space:nowrap}
header dl{display:grid;grid-template-columns:auto 1fr auto 1fr;gap:4px 14px;margin:0;font-size:14px}
header dt{color:var(--soft)}
header dd{margin:0;overflow-wrap:anywhere}
.warn{margin:14px 0 0;padding:8px 14px;border-left:4px solid var(--bad);background:var(--bad-bg);
color:var(--bad);font-weight:600}
h2{margin:34px 0 10px;padding-bottom:6px;border-bottom:1px solid var(--line);font-size:20px;
line-height:1.35;color:var(--accent)}
h3{margin:22px 0 4px;font-size:16px;line-height:1.4;overflow-wrap:anywhere}
p{margin:6px 0}
.intro{color:var(--soft)}
.empty{padding:10px 14px;background:var(--wash);color:var(--soft)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:12px;margin:14px 0}
.cards div{padding:12px 14px 10px;border:1px solid var(--line);border-radius:6px;
break-inside:avoid}
.cards dt{color:var(--soft);font-size:13px}
.cards dd{margin:0;font-size:25px;line-height:1.35;font-weight:600;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.cards dd.bad{color:var(--bad)}
.cards dd.quiet{color:var(--quiet);font-size:18px}
.cards dd.note{font-size:12.5px;line-height:1.45;font-weight:400;color:var(--soft)}
.verdicts{margin:16px 0 0}
.verdicts h3{margin:0 0 6px;font-size:13px;font-weight:400;color:var(--soft)}
.verdicts svg{display:block;width:100%;height:14px;border-radius:3px}
.verdicts ul{display:flex;flex-wrap:wrap;gap:2px 20px;margin:8px 0 0;padding:0;list-style:none}
.verdicts i{display:inline-block;width:11px;height:11px;margin-right:6px;border-radius:2px}
rect.good{fill:#4b9c69}rect.watch{fill:#e0a030}rect.bad{fill:#cc4b45}rect.idle{fill:#6a70c4}
rect.quiet{fill:#b6bdc6}
i.good{background:#4b9c69}i.watch{background:#e0a030}i.bad{background:#cc4b45}
i.idle{background:#6a70c4}i.quiet{background:#b6bdc6}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:18px 26px;
margin:22px 0 0}
figure{margin:0;break-inside:avoid}
figure.days,figure.months{grid-row:span 2}
figcaption{margin:0 0 6px;font-size:13px;color:var(--soft)}
.chart{display:block;width:100%;height:auto;max-width:620px}
.chart text{font-size:13px;fill:var(--soft)}
.chart .grid{stroke:#e3e8ee;stroke-width:1}
.chart .line{fill:none;stroke-width:2;stroke-linejoin:round}
.chart .line.main{stroke:var(--accent)}.chart .line.watch{stroke:#e0a030}
rect.main,circle.main{fill:var(--accent)}circle.watch{fill:#e0a030}
table{width:100%;margin:10px 0 4px;border-collapse:collapse;font-size:14px;line-height:1.45}
th,td{padding:7px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;
font-weight:400;overflow-wrap:anywhere}
thead th{background:var(--wash);color:var(--soft);font-size:13px;vertical-align:bottom;
overflow-wrap:normal;white-space:nowrap}
thead tr:first-child th{border-top:2px solid var(--accent)}
thead th.g{text-align:center;border-bottom:1px solid var(--line)}
tbody th{min-width:112px;font-weight:600}
.n{text-align:right;padding-right:12px;font-variant-numeric:tabular-nums;white-space:nowrap}
td small,tbody th small{display:block;margin-top:1px;color:var(--soft);font-size:12px;
line-height:1.4;font-weight:400;white-space:normal}
.unit table{table-layout:fixed}
.unit thead tr:first-child th:nth-child(1){width:16.5%}
.unit thead tr:first-child th:nth-child(2){width:16%}
.unit thead tr:first-child th:nth-child(3){width:11.5%}
.unit thead tr:first-child th.g{width:22%}
.sub th{background:#fafbfc;padding-top:9px}
.sub th span{margin-right:12px}
.sub th small{display:inline}
.bar{display:block;width:100%;height:4px;margin-top:4px}
.bar .track{fill:#e3e8ee}
.bar .fill{fill:var(--accent)}
.chip{display:inline-block;padding:0 8px;border-radius:3px;font-size:13px;white-space:nowrap;
font-weight:600}
.chip.good{color:var(--good);background:var(--good-bg)}
.chip.watch{color:var(--watch);background:var(--watch-bg)}
.chip.bad{color:var(--bad);background:var(--bad-bg)}
.chip.idle{color:var(--idle);background:var(--idle-bg)}
.chip.quiet{color:var(--quiet);background:var(--quiet-bg);font-weight:400}
.findings td:nth-child(n+4){min-width:78px}
.advice tbody th{min-width:130px}
.findings td:nth-child(5) span,.requests td:nth-child(n+5) span,.papers td:nth-child(4) span,
.duties td span{white-space:nowrap}
.definitions ul{margin:10px 0;padding-left:20px;font-size:13.5px;color:#343c46}
.definitions li{margin:3px 0}
footer{margin-top:34px;padding-top:12px;border-top:1px solid var(--accent);color:var(--soft);
font-size:13px}
footer dl{display:grid;grid-template-columns:auto 1fr;gap:2px 14px;margin:0}
footer dd{margin:0;overflow-wrap:anywhere}
.hash{font-family:"DejaVu Sans Mono","Noto Sans Mono CJK SC",Consolas,monospace;font-size:12px}
.seal{white-space:pre-line}
@media screen and (max-width:1000px){
thead th,thead .n{white-space:normal}
}
@media screen and (max-width:760px){
main{padding:18px 16px 28px}
h1{font-size:23px}
header dl{grid-template-columns:auto 1fr}
.cards{grid-template-columns:repeat(2,minmax(0,1fr));gap:10px}
.cards dd{font-size:21px}
table,tbody{display:block}
thead{display:none}
tbody tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:8px 12px;padding:11px 0;
border-bottom:1px solid var(--line)}
tbody th,tbody td{display:block;min-width:0;padding:0;border:0;text-align:left}
tbody tr>th:first-child{grid-column:1/-1}
tbody td.n{padding:0;text-align:left}
.unit td:nth-child(2){grid-column:span 2}
tbody td::before{content:attr(data-label);display:block;color:var(--soft);font-size:12px;
line-height:1.4}
.chip{white-space:normal}
tbody tr.sub{display:block;background:var(--wash);padding:8px 10px;margin-top:6px}
.sub th,.unit .sub th{padding:0;background:none}
.sub th small{display:block}
.advice tbody th{min-width:0}
.advice tbody tr,.duties tbody tr{grid-template-columns:repeat(2,minmax(0,1fr))}
.advice td:last-child,.findings td:nth-child(3){grid-column:1/-1}
}
@page{size:A4;margin:20mm 16mm 18mm;
@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt;color:#57606a}}
@media print{
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:10pt;line-height:1.5}
main{max-width:none;padding:0}
header{padding:5mm 0 4mm;margin-bottom:5mm}
h1{font-size:17pt}
header dl{font-size:9.5pt}
h2{margin:7mm 0 2mm;font-size:13.5pt}
h3{margin:4mm 0 1mm;font-size:11pt}
h2,h3,.intro{break-after:avoid}
.cards{grid-template-columns:repeat(4,1fr);gap:2.5mm;margin:3mm 0}
.charts{grid-template-columns:1fr 1fr;gap:3mm 6mm;margin:4mm 0 0}
.cards div{padding:2mm 3mm}
.cards dt{font-size:8.5pt}
.cards dd{font-size:15pt}
.cards dd.quiet{font-size:11pt}
.cards dd.note{font-size:8pt}
table{font-size:8.8pt}
thead{display:table-header-group}
thead th{font-size:8.4pt}
tr,.warn,.verdicts,li{break-inside:avoid}
tr.sub{break-after:avoid}
th,td,.n{padding:1.3mm 1.5mm}
td small,tbody th small{font-size:7.8pt}
.chip{padding:0 1.5mm;font-size:8.4pt}
tbody th{min-width:24mm}
.definitions ul{font-size:8.8pt}
footer{font-size:8.5pt;break-inside:avoid}
.hash{font-size:7.6pt}
}
)css";
}

}  // namespace govcloud
