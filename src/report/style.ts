/** How the page looks: light and dark, on paper, from a phone's width to a wide screen. Colours keep to WCAG AA. */
import { html } from './html.ts';

const COLOURS = html`
:root{color-scheme:light dark;--page:#f7f7f5;--card:#fff;--text:#1d2126;--quiet:#5b636d;--line:#dfe2e6;--soft:#eef1f5;
--main:#2f5fb3;--second:#17806d;--third:#a86a12;--taken:#b3372b;--answer:#17806d;--answer-soft:#e4f2ee;--anchor:#2f5fb3;--anchor-soft:#e8eef9;--edge:#7d8896}
@media screen and (prefers-color-scheme:dark){:root{--page:#14171b;--card:#1c2026;--text:#e7e9ec;--quiet:#a3acb7;--line:#343a43;--soft:#262b33;
--main:#6f9fee;--second:#46b79f;--third:#d9a04a;--taken:#f0857a;--answer:#5cc9b1;--answer-soft:#1d332f;--anchor:#8db3f2;--anchor-soft:#202c42;--edge:#8a94a2}}
`;

const FRAME = html`
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;background:var(--page);color:var(--text);-webkit-text-size-adjust:100%;scroll-padding-top:3.5rem}
body{margin:0 auto;max-width:74rem;padding:0 1.25rem 4rem;overflow-wrap:anywhere}
h1{font-size:clamp(1.6rem,4.5vw,2.4rem);line-height:1.15;margin:.1rem 0 .5rem;letter-spacing:-.02em}
h2{font-size:1.3rem;line-height:1.25;margin:0 0 .35rem;letter-spacing:-.01em}
h2 a{color:inherit;text-decoration:none}
h3{font-size:1rem;margin:0 0 .25rem}
section>h3{margin:1.75rem 0 .75rem}
a{color:var(--main)}
:focus-visible{outline:2px solid var(--main);outline-offset:2px;border-radius:3px}
p{margin:0 0 .75rem}
code{font:.875em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
header{padding:2.25rem 0 .5rem}
.kicker{margin:0;color:var(--quiet);font-size:.875rem}
.lead{color:var(--quiet);max-width:46rem}
.quiet{color:var(--quiet);font-weight:400}
p.quiet,.quiet small{font-size:.875rem}
.none{color:var(--quiet);padding:.75rem 0;margin:0}
nav{position:sticky;top:0;z-index:1;background:var(--page);border-bottom:1px solid var(--line);margin:0 -1.25rem 1.75rem;padding:0 1.25rem;overflow-x:auto;white-space:nowrap;scrollbar-width:none}
nav a{display:inline-block;padding:.7rem 0;margin-right:1.25rem;font-size:.9rem;text-decoration:none;color:var(--quiet)}
nav a:hover{color:var(--text)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.4rem 1.5rem 1.5rem;margin:0 0 1.25rem}
footer{color:var(--quiet);font-size:.875rem;padding-top:.5rem}
.tiles{display:grid;grid-template-columns:repeat(6,1fr);gap:1px;background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden;margin:1rem 0 1.1rem}
.tiles div{background:var(--card);padding:.8rem 1rem .75rem}
dt{color:var(--quiet);font-size:.8125rem}
dd{margin:0;font-size:1.5rem;line-height:1.3;font-weight:600;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
dd small{display:block;font-size:.8125rem;font-weight:400;letter-spacing:0;color:var(--quiet)}
`;

const TABLES = html`
table{border-collapse:collapse;width:100%;font-size:.9rem}
th{text-align:left;font-weight:400}
thead th{color:var(--quiet);font-size:.8125rem;padding:0 .75rem .3rem 0;vertical-align:bottom}
thead th.n,.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tbody th,tbody td,tfoot th,tfoot td{padding:.28rem .75rem .28rem 0;vertical-align:top;border-top:1px solid var(--line)}
tfoot th,tfoot td{font-weight:600}
tr>:last-child{padding-right:0}
th.track,td.track{width:34%;min-width:3.5rem;padding-left:.25rem}
.bars tbody td,.bars tbody th{vertical-align:middle}
.bar,.track .stack{height:.6rem;border-radius:2px;min-width:2px}
.bar{display:block}
.bar{background:var(--main)}
.stack{display:flex;overflow:hidden;gap:1px}
.train{background:var(--main)}.validation{background:var(--second)}.test{background:var(--third)}
.splits{margin:0 0 1.25rem}
.splits>.stack{height:.75rem;border-radius:4px}
.splits>.stack span{min-width:3px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:.5rem 0 0;padding:0;font-size:.9rem}
.legend i{display:inline-block;width:.7rem;height:.7rem;border-radius:2px;margin-right:.45rem}
.facts{font-size:.875rem;margin:0 0 1.5rem}
.facts th{color:var(--quiet);width:9rem;padding-right:1rem}
.plain{width:auto}
.plain td,.plain th{padding-right:1.5rem}
.overlap{width:100%;max-width:46rem;overflow-wrap:break-word}
.overlap thead th{white-space:normal}
.clean{color:var(--second);font-weight:600}
.more{margin-top:.35rem;font-size:.875rem}
.more>summary{cursor:pointer;color:var(--main);padding:.2rem 0;width:fit-content}
.more table{margin-top:.25rem}
.more .bars thead{display:none}
.grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.75rem 2.5rem}
.patterns th .quiet{overflow-wrap:break-word}
.panel{min-width:0}
.panel p.quiet{margin:.35rem 0 .6rem}
.panel h3+p.quiet{margin-top:0}
`;

const PICTURES = html`
figure{margin:0;min-width:0}
figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;margin-bottom:.5rem;font-size:.9rem}
figcaption .quiet{font-size:.8125rem}
figure p.quiet{font-size:.8125rem;margin:.35rem 0 0}
.columns,.axis{display:flex;gap:2px;justify-content:flex-start}
.columns{height:7.5rem;border-bottom:1px solid var(--edge)}
.slot{flex:1 1 0;max-width:4.5rem;display:flex;align-items:flex-end;min-width:0}
.slot:hover{background:var(--soft)}
.column{width:100%;background:var(--main);border-radius:2px 2px 0 0;min-height:1px}
.axis span{flex:1 1 0;max-width:4.5rem;min-width:0;font-size:.75rem;color:var(--quiet);text-align:center;white-space:nowrap;font-variant-numeric:tabular-nums;display:flex;justify-content:center;overflow-wrap:normal}
svg{display:block;max-width:100%;height:auto;margin:0 auto;font-family:inherit}
svg text{unicode-bidi:plaintext;fill:var(--text)}
.toolgraph{display:grid;grid-template-columns:minmax(0,1fr) 22rem;gap:1.5rem;align-items:start}
.ring.narrow{display:none}
.edges path{fill:none;stroke:var(--main);stroke-opacity:.34;stroke-linecap:round}
.edges path:hover{stroke-opacity:1}
.nodes circle{fill:var(--anchor-soft);stroke:var(--anchor);stroke-width:1.75}
.nodes text{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.badges circle{fill:var(--main);stroke:var(--card);stroke-width:1.5}
.badges text{fill:var(--card);font-size:10px;font-weight:600}
.busiest{margin:0;padding:0;list-style:none;counter-reset:edge;font-size:.875rem}
.busiest li{counter-increment:edge;display:grid;grid-template-columns:1.6rem minmax(0,1fr) auto;gap:.5rem;padding:.3rem 0;border-top:1px solid var(--line);line-height:1.4}
.busiest li:first-child{border-top:0}
.busiest li::before{content:counter(edge);color:var(--quiet);font-variant-numeric:tabular-nums}
.busiest b{font-weight:600}
.busiest .quiet{display:block;font-size:.8125rem}
`;

const SAMPLES = html`
.samples{display:grid;gap:1.25rem}
.sample{display:grid;grid-template:"drawing asked" auto "drawing talk" 1fr/22.5rem minmax(0,1fr);gap:0 2rem;padding-top:1.25rem;border-top:1px solid var(--line);align-items:start}
.sample:first-child{border-top:0;padding-top:.5rem}
.sample .drawing{grid-area:drawing;min-width:0}
.asked{grid-area:asked;min-width:0}
.path .line{fill:none;stroke:var(--edge);stroke-width:1.5}
.path .arrow{fill:var(--edge)}
.path .taken .line{stroke:var(--taken);stroke-dasharray:5 4}
.path .box rect{fill:var(--soft);stroke:var(--edge);stroke-width:1}
.path .anchor rect{fill:var(--anchor-soft);stroke:var(--anchor)}
.path .answer rect{fill:var(--answer-soft);stroke:var(--answer);stroke-width:2}
.path .box.taken rect{stroke:var(--taken);stroke-dasharray:5 4}
.path .plate{fill:var(--card)}
.path .plate.joint{stroke:var(--edge);stroke-width:1}
.path .head{font-size:14px;font-weight:600}
.path .names,.path text.label,.path text.joint{font-size:12px}
.path .names,.path .step{fill:var(--quiet)}
.path .step{font-size:10px}
.path text.label{font-style:italic}
.talk{grid-area:talk;min-width:0}
.talk p,.asked p{margin:0 0 .6rem}
.tag{display:inline-block;background:var(--soft);color:var(--text);border-radius:4px;padding:.05rem .45rem;margin-right:.35rem;font-weight:600}
.question{font-size:1.05rem;font-weight:600;line-height:1.4}
.calls{margin:0 0 .75rem;padding:0;list-style:none;counter-reset:call;font-size:.875rem}
.calls li{counter-increment:call;position:relative;padding:.35rem 0 .35rem 1.6rem;border-top:1px solid var(--line)}
.calls li::before{content:counter(call);position:absolute;left:0;color:var(--quiet);font-variant-numeric:tabular-nums}
.given{color:var(--quiet)}
.given .name{color:var(--quiet)}
.given .name::after{content:":"}
.given bdi{color:var(--text)}
.given .name bdi{color:var(--quiet)}
.gave{display:block}
.gave::before{content:"→ ";color:var(--quiet)}
.talk .answer{border-left:3px solid var(--answer);background:var(--answer-soft);border-radius:0 6px 6px 0;padding:.5rem .8rem}
.id{font-size:.75rem}
`;

const NARROW = html`
@media (max-width:62rem){.toolgraph{grid-template-columns:minmax(0,1fr)}.busiest{columns:2;column-gap:2rem}.busiest li{break-inside:avoid}.tiles{grid-template-columns:repeat(3,1fr)}.sample{grid-template-columns:20rem minmax(0,1fr);column-gap:1.5rem}}
@media (max-width:46rem){body{padding:0 .9rem 3rem}nav{margin:0 -.9rem 1rem;padding:0 .9rem}header{padding-top:1.4rem}section{padding:1.1rem .95rem 1.2rem;border-radius:8px}
.tiles{grid-template-columns:repeat(2,1fr)}.grid{grid-template-columns:minmax(0,1fr)}.sample{grid-template:"asked" "drawing" "talk"/minmax(0,1fr);row-gap:.75rem}.overlap .quiet{display:block}.overlap th{font-size:.8125rem}.overlap thead th{font-size:.75rem}.overlap tr>*{padding-right:.35rem}.busiest{columns:1}
.ring.wide{display:none}.ring.narrow{display:block}.facts th{width:5.5rem}th.track,td.track{width:22%}.patterns th .quiet{display:block;font-size:.8125rem}.patterns td.track,.patterns th.track{width:14%;min-width:2.5rem}
tbody th,tbody td,tfoot th,tfoot td,thead th{padding-right:.5rem}}
@media print{:root{--page:#fff}nav{display:none}section{border:0;padding:0 0 1rem;break-inside:auto}.sample,figure,.panel,tr{break-inside:avoid}.bar,.column,.stack span,.legend i{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{max-width:none}}
`;

/** The style sheet of the page: literals alone, so that nothing in it is escaped. It names no file and no address. */
export const STYLE = html`${COLOURS}${FRAME}${TABLES}${PICTURES}${SAMPLES}${NARROW}`;
