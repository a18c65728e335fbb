/** How the page looks: light and dark, on a screen and on paper. */
export const style = `
:root { color-scheme: light dark; --paper: #f6f7f9; --card: #fff; --ink: #1a1f27; --soft: #586272; --line: #dde1e7; --link: #175cd3;
  --code: #f3f4f7; --error: #b42318; --error-soft: #fee9e7; --warning: #8a5300; --warning-soft: #fdf0d0; --info: #175cd3;
  --info-soft: #e3effd; --good: #16703c; --edge: #97a1b0; --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
@media (prefers-color-scheme: dark) { :root { --paper: #101318; --card: #181c23; --ink: #e7eaf0; --soft: #a3adbc; --line: #2c333e;
  --link: #84b6ff; --code: #12161c; --error: #ff8f85; --error-soft: #421c1a; --warning: #f3c157; --warning-soft: #3b2c0c;
  --info: #84b6ff; --info-soft: #172c49; --good: #6fd195; --edge: #66707f; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif; }
header, main, footer { max-width: 1360px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 28px; padding-bottom: 4px; }
.brand { color: var(--soft); font-size: 13px; font-weight: 600; letter-spacing: .01em; }
.brand b { color: var(--ink); }
h1 { margin: 6px 0 4px; font-size: 30px; line-height: 1.2; letter-spacing: -.02em; }
h1 .error { color: var(--error); } h1 .warning { color: var(--warning); } h1 .info { color: var(--info); } h1.good { color: var(--good); }
h2 { margin: 34px 0 12px; font-size: 18px; letter-spacing: -.01em; }
h2 small { color: var(--soft); font-weight: 500; font-size: 14px; margin-left: 6px; }
p { margin: 0; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.meta { color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.meta li { display: inline; } .meta ul { display: inline; padding: 0; margin: 0; }
.meta ul li + li::before { content: ' · '; }
#filter { position: sticky; top: 0; z-index: 2; margin-top: 14px; background: var(--paper); border-bottom: 1px solid var(--line); }
#filter form { max-width: 1360px; margin: 0 auto; padding: 10px 24px; display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
#words { flex: 1 1 240px; max-width: 420px; padding: 7px 12px; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.pill { display: inline-flex; align-items: center; gap: 6px; padding: 5px 11px; border: 1px solid var(--line); border-radius: 99px; background: var(--card); font-size: 13px; font-weight: 600; cursor: pointer; user-select: none; }
.pill.error { color: var(--error); } .pill.warning { color: var(--warning); } .pill.info { color: var(--info); }
.pill input { margin: 0; accent-color: currentcolor; }
button.pill { font-family: inherit; color: var(--link); }
#left { color: var(--soft); font-size: 13px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.graph { margin: 0 0 14px; overflow: hidden; }
.graph > summary, .list > summary { padding: 10px 16px; font-weight: 600; cursor: pointer; overflow-wrap: anywhere; }
.graph > summary small { color: var(--soft); font-weight: 400; margin-left: 8px; }
.canvas { overflow: auto; max-height: 82vh; padding: 6px 10px; border-top: 1px solid var(--line); }
.graph .said { padding: 8px 16px; border-top: 1px solid var(--line); color: var(--soft); font-size: 13px; }
.graph .said summary { cursor: pointer; } .graph .said ul { margin: 6px 0; columns: 3 300px; padding-left: 18px; } .graph .said li { overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 8px 16px; border-top: 1px solid var(--line); color: var(--soft); font-size: 12px; }
.legend span { display: inline-flex; align-items: center; gap: 6px; }
.legend svg { display: inline-block; }
svg { display: block; font-family: inherit; } .canvas svg { margin: 0 auto; } @media (min-width: 1000px) { .canvas svg.fit { max-width: 100%; height: auto; } }
svg text { fill: var(--ink); }
.node rect { fill: var(--card); stroke: var(--line); stroke-width: 1.2; }
.node .name { font-size: 13px; font-weight: 600; } .node .note { font-size: 11px; fill: var(--soft); }
.node.elsewhere rect, .node.unknown rect { stroke-dasharray: 5 4; stroke: var(--edge); } .node.unknown .name { font-style: italic; }
.node.error rect { stroke: var(--error); fill: var(--error-soft); stroke-width: 1.6; }
.node.warning rect { stroke: var(--warning); fill: var(--warning-soft); stroke-width: 1.6; }
.node.info rect { stroke: var(--info); fill: var(--info-soft); stroke-width: 1.6; }
.badge { fill: var(--soft); } .error .badge { fill: var(--error); } .warning .badge { fill: var(--warning); } .info .badge { fill: var(--info); }
.node .count { fill: var(--card); font-size: 11px; font-weight: 700; text-anchor: middle; }
.strip { fill: #8a94a3; }
.k-function .strip { fill: #e8762c; } .k-role .strip, .k-user .strip { fill: #c2384f; } .k-policy .strip, .k-boundary .strip { fill: #d9748a; }
.k-layer .strip, .k-code-signing .strip { fill: #5f8f3e; } .k-api .strip, .k-stage .strip, .k-domain .strip, .k-url .strip { fill: #8153c7; }
.k-route .strip { fill: #a98be0; } .k-authorizer .strip, .k-user-pool .strip { fill: #2f7fc1; }
.k-queue .strip, .k-topic .strip, .k-bucket .strip, .k-event-source .strip { fill: #1b9a8a; }
.edge path { fill: none; stroke: var(--edge); stroke-width: 1.3; } .edge text { font-size: 10px; fill: var(--soft); text-anchor: middle; paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
.edge.sometimes path { stroke-dasharray: 9 4; } .edge.unsure path { stroke-dasharray: 2 4; }
.busy .edge text { opacity: 0; } .busy .edge:hover text { opacity: 1; font-size: 12px; }
.edge:hover path { stroke: var(--link); stroke-width: 2.4; } .edge:hover text { fill: var(--ink); }
marker path { fill: var(--edge); }
svg a { cursor: pointer; } svg a:hover rect, svg a.chosen rect { stroke-width: 3; }
article { margin: 0 0 12px; padding: 14px 18px 14px 20px; border-left: 4px solid var(--soft); scroll-margin-top: 70px; content-visibility: auto; contain-intrinsic-size: auto 160px; }
article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); } article.info { border-left-color: var(--info); }
article:target { box-shadow: 0 0 0 2px var(--link); }
h3 { margin: 0 0 3px; font-size: 15.5px; line-height: 1.4; font-weight: 650; overflow-wrap: anywhere; }
.tag { display: inline-block; padding: 1px 8px; margin-right: 6px; border-radius: 5px; font-size: 12px; font-weight: 700; }
.error .tag { background: var(--error-soft); color: var(--error); } .warning .tag { background: var(--warning-soft); color: var(--warning); } .info .tag { background: var(--info-soft); color: var(--info); }
.where { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; } .where code { color: var(--ink); }
code, pre { font-family: var(--mono); font-size: 12.5px; }
pre { margin: 10px 0; padding: 10px 12px; overflow-x: auto; line-height: 1.45; background: var(--code); border-radius: 8px; tab-size: 4; }
pre i { font-style: normal; color: var(--soft); opacity: .8; } pre b { font-weight: 700; color: var(--error); } .warning pre b { color: var(--warning); } .info pre b { color: var(--info); } pre u { text-decoration: none; color: var(--link); }
.help { font-size: 14px; overflow-wrap: anywhere; } .help b { font-weight: 650; }
.list { margin: 14px 0 0; } .list ul { margin: 0; padding: 4px 18px 14px 36px; font-size: 13.5px; } .list li { margin: 3px 0; overflow-wrap: anywhere; }
.none { padding: 26px; text-align: center; color: var(--soft); }
footer { padding-top: 34px; padding-bottom: 40px; color: var(--soft); font-size: 13px; }
@media print { #filter { display: none; } body { background: none; font-size: 11pt; } .card { border-color: #bbb; } article { break-inside: avoid; content-visibility: visible; }
  .canvas { max-height: none; overflow: visible; } .canvas svg { max-width: 100%; height: auto; } pre { white-space: pre-wrap; } }
@media (max-width: 640px) { header, main, footer, #filter form { padding-left: 14px; padding-right: 14px; } h1 { font-size: 24px; } }
`;

/** Base64 of the SHA-256 of {@link style}. */
export const styleHash = 'g8QUMDPhCjPBtmMXgUEa5fiQ1/OYa6EF68ROX975Jdc=';
