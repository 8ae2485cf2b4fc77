/// The page's own script: finds each drawing's values in the page and hands ECharts an option for them.
///
/// It builds no markup from data: ECharts draws SVG nodes with text content, and its tooltips are drawn in the SVG too (`richText`).
/// Every drawing is made twice, for the screen's width and at a fixed size for paper.
enum ChartScript {
    static let script = PageScript(Array(text.utf8))

    private static let text = #"""
        (function () {
          "use strict";
          var PAPER = 680, INK = "#1f2933", SOFT = "#5b6875", LINE = "#dde2e7", NAVY = "#16324f";
          var font = getComputedStyle(document.body).fontFamily;
          var store = document.getElementById("charts");
          if (!store || typeof echarts === "undefined") return;
          var charts = JSON.parse(store.textContent);

          function option(parts) {
            var all = {
              animation: false,
              textStyle: { fontFamily: font, color: INK },
              tooltip: {
                renderMode: "richText", confine: true, backgroundColor: "#ffffff", borderColor: "#b8c1ca", borderWidth: 1, padding: 8,
                textStyle: { fontFamily: font, fontSize: 12, color: INK }
              }
            };
            Object.keys(parts).forEach(function (key) {
              all[key] = key === "tooltip" ? Object.assign(all.tooltip, parts.tooltip) : parts[key];
            });
            return all;
          }

          function grouped(number) { return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ","); }

          var HATCH = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.6, 3.4], rotation: -Math.PI / 4, color: "rgba(255,255,255,0.85)" };

          function years(c, width) {
            var tops = c.years.map(function (_, i) {
              return c.series.reduce(function (sum, s) { return sum + Math.max(0, s.values[i]); }, 0);
            });
            var crowded = c.years.length > 14;
            var series = c.series.map(function (s) {
              return {
                type: "bar", stack: "all", barMaxWidth: 46, barCategoryGap: crowded ? "22%" : "38%",
                data: s.values.map(function (v) { return v === 0 ? "-" : v; }),
                itemStyle: {
                  color: s.colour, opacity: s.kind === "notStated" ? 0.45 : 1, decal: s.kind === "loans" ? HATCH : null,
                  borderColor: "#ffffff", borderWidth: 0.6
                },
                emphasis: { disabled: true }
              };
            });
            series.push({
              type: "scatter", symbol: "circle", symbolSize: 1, silent: true, itemStyle: { color: "transparent" }, data: tops,
              labelLayout: { hideOverlap: true },
              label: {
                show: true, position: "top", distance: 3, fontSize: crowded ? 8.5 : 10.5, fontWeight: 600, color: INK, fontFamily: font,
                formatter: function (p) { return c.totals[p.dataIndex]; }
              }
            });
            return {
              height: Math.round(Math.min(width * 0.37, 330)),
              option: option({
                grid: { left: 4, right: 4, top: 30, bottom: 2, containLabel: true },
                xAxis: {
                  type: "category", data: c.years, axisTick: { show: false }, axisLine: { lineStyle: { color: "#8a96a3" } },
                  axisLabel: { color: INK, fontSize: crowded ? 9 : 11, interval: 0, rotate: c.years.length > 20 ? 45 : 0, fontFamily: font }
                },
                yAxis: {
                  type: "value", name: c.unit, nameLocation: "end", nameGap: 12,
                  nameTextStyle: { color: SOFT, fontSize: 10.5, align: "left", fontFamily: font }, splitLine: { lineStyle: { color: LINE } },
                  axisLabel: { color: SOFT, fontSize: 10.5, formatter: grouped, fontFamily: font }
                },
                tooltip: {
                  trigger: "item",
                  formatter: function (p) {
                    var s = c.series[p.seriesIndex];
                    return s ? s.party + " · " + s.label + "\n" + c.years[p.dataIndex] + "\n" + s.tips[p.dataIndex] : "";
                  }
                },
                series: series
              })
            };
          }

          function streams(c, width) {
            var columns = [0, 0, 0], left = Math.round(width * 0.19), right = Math.round(width * 0.26);
            c.nodes.forEach(function (n) { columns[n.depth] += 1; });
            var most = Math.max.apply(null, columns), byId = {};
            var height = Math.max(260, Math.min(most * 27 + 60, 520));
            c.nodes.forEach(function (n) { byId[n.id] = n; });
            var middle = (width - left - right) / 2;
            var room = [left - 10, middle - 18, right - 10], through = [{}, {}], all = 0;
            c.links.forEach(function (l) {
              through[0][l.source] = (through[0][l.source] || 0) + l.value;
              through[1][l.target] = (through[1][l.target] || 0) + l.value;
              if (byId[l.source].depth === 0) all += l.value;
            });
            /** Whether a node is tall enough for a label of two lines. */
            function isTall(n) { return (through[0][n.id] || through[1][n.id] || 0) / all * height > 24; }
            var heads = [[0, "left"], [left + middle - 5, "left"], [width - right, "left"]];
            return {
              height: height,
              option: option({
                title: c.heads.map(function (text, i) {
                  return {
                    text: text, top: 0, left: i === 0 ? 0 : heads[i][0], padding: 0,
                    textStyle: { fontSize: 10.5, fontWeight: 600, color: SOFT, fontFamily: font }
                  };
                }),
                tooltip: {
                  trigger: "item",
                  formatter: function (p) {
                    if (p.dataType === "edge") {
                      return byId[p.data.source].label + " → " + byId[p.data.target].label + "\n" + p.data.tip;
                    }
                    return byId[p.data.name].label + "\n" + byId[p.data.name].tip;
                  }
                },
                series: [{
                  type: "sankey", left: left, right: right, top: 24, bottom: 6, nodeWidth: 9, nodeGap: 12, draggable: false,
                  layoutIterations: 48, emphasis: { focus: "adjacency" }, lineStyle: { curveness: 0.5 },
                  data: c.nodes.map(function (n) {
                    return {
                      name: n.id, depth: n.depth, itemStyle: { color: n.colour, borderWidth: 0 },
                      label: {
                        show: true, position: n.depth === 0 ? "left" : "right", formatter: function () { return n.label; },
                        fontSize: 10, color: INK, fontFamily: font, lineHeight: 12.5, width: room[n.depth], overflow: n.depth !== 1 && isTall(n) ? "break" : "truncate", ellipsis: "…",
                        textBorderColor: "#ffffff", textBorderWidth: n.depth === 1 ? 2.5 : 0
                      }
                    };
                  }),
                  links: c.links.map(function (l) {
                    return {
                      source: l.source, target: l.target, value: l.value, tip: l.tip, lineStyle: { color: l.colour, opacity: 0.34 }
                    };
                  })
                }]
              })
            };
          }

          function rings(geometry) {
            if (!geometry) return [];
            if (geometry.type === "Polygon") return [geometry.coordinates[0]];
            if (geometry.type === "MultiPolygon") return geometry.coordinates.map(function (p) { return p[0]; });
            return [];
          }

          function area(ring) {
            var sum = 0;
            for (var i = 0; i + 1 < ring.length; i += 1) sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
            return Math.abs(sum / 2);
          }

          function isInside(ring, x, y) {
            var inside = false;
            for (var i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
              var a = ring[i], b = ring[j];
              if ((a[1] > y) !== (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
            }
            return inside;
          }

          /** Distance to the nearest edge; a step sideways counts for less, since labels are wider than high. */
          function clearance(ring, x, y) {
            var best = Infinity, flat = 0.4;
            for (var i = 0; i + 1 < ring.length; i += 1) {
              var ax = (ring[i][0] - x) * flat, ay = ring[i][1] - y, dx = (ring[i + 1][0] - ring[i][0]) * flat, dy = ring[i + 1][1] - ring[i][1];
              var t = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
              best = Math.min(best, (ax + t * dx) * (ax + t * dx) + (ay + t * dy) * (ay + t * dy));
            }
            return best;
          }

          /** Where a label has most room: the inner point of a 24 by 24 grid that is farthest from the outline. */
          function roomiest(ring, points) {
            var xs = ring.map(function (p) { return p[0]; }), ys = ring.map(function (p) { return p[1]; });
            var left = Math.min.apply(null, xs), bottom = Math.min.apply(null, ys);
            var wide = Math.max.apply(null, xs) - left, high = Math.max.apply(null, ys) - bottom, best = { room: -1, at: ring[0] };
            for (var i = 1; i < 24; i += 1) {
              for (var j = 1; j < 24; j += 1) {
                var x = left + wide * i / 24, y = bottom + high * j / 24;
                if (!isInside(ring, x, y)) continue;
                var room = points.reduce(function (least, p) {
                  return Math.min(least, (p.lon - x) * (p.lon - x) * 0.16 + (p.lat - y) * (p.lat - y));
                }, clearance(ring, x, y));
                if (room > best.room) best = { room: room, at: [x, y] };
              }
            }
            return best.at;
          }

          var maps = 0;
          function map(c, width) {
            var geo = JSON.parse(c.boundaries), name = "map" + (maps += 1), byCode = {}, centres = [];
            var box = [180, 90, -180, -90];
            c.regions.forEach(function (r) { byCode[r.code] = r; });
            geo.features = geo.features.filter(function (f) { return f.properties && byCode[f.properties.code]; });
            geo.features.forEach(function (f) {
              var largest = null, size = -1;
              rings(f.geometry).forEach(function (ring) {
                var found = area(ring);
                if (found > size) { size = found; largest = ring; }
                ring.forEach(function (p) {
                  box = [Math.min(box[0], p[0]), Math.min(box[1], p[1]), Math.max(box[2], p[0]), Math.max(box[3], p[1])];
                });
              });
              if (largest) centres.push({ code: f.properties.code, at: roomiest(largest, c.points) });
            });
            var squeeze = Math.cos((box[1] + box[3]) / 2 * Math.PI / 180);
            var ratio = (box[3] - box[1]) / ((box[2] - box[0]) * squeeze);
            var height = Math.round(Math.max(260, Math.min(width * ratio, c.regions.length > 14 ? (width > PAPER ? 760 : 620) : (width > PAPER ? 560 : 400))));
            var wide = Math.min(width - 12, (height - 12) / ratio);
            echarts.registerMap(name, geo);
            var small = c.regions.length > 14, most = Math.max.apply(null, c.regions.map(function (r) { return r.deaths; }));
            return {
              height: height,
              option: option({
                geo: {
                  map: name, nameProperty: "code", aspectScale: squeeze, left: (width - wide) / 2, width: wide, top: 6, height: height - 12,
                  boundingCoords: [[box[0], box[3]], [box[2], box[1]]], label: { show: false },
                  emphasis: { label: { show: false }, itemStyle: { areaColor: null } },
                  itemStyle: { areaColor: "#f2eee6", borderColor: "#7d8894", borderWidth: 0.7 },
                  regions: c.regions.map(function (r) {
                    return {
                      name: r.code, itemStyle: { areaColor: r.fill, borderColor: "#7d8894", borderWidth: 0.7 },
                      emphasis: { itemStyle: { areaColor: r.fill, borderColor: NAVY, borderWidth: 1.4 }, label: { show: false } }
                    };
                  })
                },
                tooltip: {
                  trigger: "item",
                  formatter: function (p) {
                    if (p.data && p.data.tip) return p.data.tip;
                    var r = byCode[p.name];
                    return r ? r.name + "\n" + r.tip : "";
                  }
                },
                series: [
                  { type: "map", map: name, geoIndex: 0, nameProperty: "code", data: c.regions.map(function (r) { return { name: r.code, value: 0 }; }) },
                  {
                    type: "scatter", coordinateSystem: "geo", silent: true, z: 4,
                    itemStyle: { color: "transparent", borderColor: c.deathColour, borderWidth: 1.4 },
                    data: centres.filter(function (p) { return byCode[p.code].deaths > 0; }).map(function (p) {
                      return { value: p.at, symbolSize: Math.max(4, (small ? 44 : 64) * Math.sqrt(byCode[p.code].deaths / most)) };
                    })
                  },
                  {
                    type: "scatter", coordinateSystem: "geo", symbolSize: small ? 5 : 6, z: 5,
                    data: c.points.map(function (p) {
                      return {
                        value: [p.lon, p.lat], tip: p.tip,
                        itemStyle: { color: p.colour, borderColor: "#ffffff", borderWidth: 1.2 }
                      };
                    })
                  },
                  {
                    type: "scatter", coordinateSystem: "geo", symbolSize: 1, silent: true, z: 6, itemStyle: { color: "transparent" },
                    labelLayout: { moveOverlap: "shiftY", hideOverlap: true },
                    data: centres.map(function (p) {
                      var r = byCode[p.code];
                      return {
                        value: p.at,
                        label: {
                          show: true, position: "inside", formatter: "{n|" + plain(r.name) + "}\n{f|" + plain(r.figure) + "}",
                          rich: { n: style(r, small, 400), f: style(r, small, 700) }
                        }
                      };
                    })
                  }
                ]
              })
            };
          }

          /** Text on a shaded place: light on dark, with a rim of the place's own colour where it runs over the edge. */
          function style(region, small, weight) {
            return {
              fontSize: small ? 9 : 10.5, fontWeight: weight, color: region.isDark ? "#ffffff" : INK, fontFamily: font, align: "center",
              lineHeight: small ? 11 : 13, textBorderColor: region.fill, textBorderWidth: 2
            };
          }

          /** Rich text marks styles with braces and bars: names keep none of them. */
          function plain(text) { return text.replace(/[{}|]/g, " "); }

          /** Years from one label of the axis to the next. */
          function yearStep(scale) {
            return [1, 2, 5, 10, 20, 50].find(function (years) { return years * scale >= 38; }) || 100;
          }

          /** Milestones so close that their numbers would lie on each other share one mark: 8–16. */
          function pills(milestones, scale) {
            var groups = [];
            milestones.forEach(function (m) {
              var last = groups[groups.length - 1];
              if (last && (m.at - last.ats[0]) * scale < 9) {
                last.ats.push(m.at);
                last.mark = last.first + "–" + m.mark;
                last.tip += "\n" + m.mark + "  " + m.tip;
              } else {
                groups.push({ first: m.mark, mark: m.mark, ats: [m.at], tip: m.mark + "  " + m.tip });
              }
            });
            groups.forEach(function (g) {
              g.at = (g.ats[0] + g.ats[g.ats.length - 1]) / 2;
              g.half = Math.max(7, g.mark.length * 2.8 + 3);
            });
            return groups;
          }

          /** The milestones of an axis of years, each in a lane where its number lies on no other. */
          function marked(c, scale) {
            var lanes = [];
            var marks = pills(c.milestones.filter(function (m) { return m.at >= c.first && m.at <= c.last; }), scale);
            marks.forEach(function (m) {
              var left = (m.at - c.first) * scale - m.half, free = lanes.findIndex(function (end) { return left > end + 1; });
              m.lane = free < 0 ? lanes.length : free;
              lanes[m.lane] = left + 2 * m.half;
            });
            return { marks: marks, height: 6 + 15 * Math.max(1, lanes.length) };
          }

          /** Numbered milestones above the first grid, and a line from each down through `spans`, pairs of heights. */
          function milestones(marks, spans) {
            function mark(params, api) {
              var m = marks[params.dataIndex], x = api.coord([m.at, 0])[0], y = 8 + 15 * m.lane, children = [];
              m.ats.forEach(function (at) {
                var foot = api.coord([at, 0])[0];
                [[y, spans[0][0]]].concat(spans).forEach(function (span) {
                  children.push({ type: "line", shape: { x1: foot, y1: span[0], x2: foot, y2: span[1] }, style: { stroke: NAVY, lineWidth: 0.8, lineDash: [3, 2] } });
                });
              });
              children.push(
                { type: "rect", shape: { x: x - m.half, y: y - 7, width: 2 * m.half, height: 14, r: 7 }, style: { fill: NAVY } },
                { type: "text", style: { text: m.mark, x: x, y: y + 0.5, align: "center", verticalAlign: "middle", fill: "#ffffff", font: "600 9px " + font } });
              return { type: "group", children: children };
            }
            return {
              type: "custom", renderItem: mark, clip: false, encode: { x: 0 }, z: 4,
              data: marks.map(function (m) { return { value: [m.at], tip: m.tip }; })
            };
          }

          /** Bars of one count of a series, a month each, in a grid of their own; the whole height of a month answers the pointer. */
          function monthBars(c, s, count, colour, grid) {
            function column(box, from, to, style) { return { type: "rect", shape: { x: from, y: box.y, width: Math.max(0, to - from), height: box.height }, style: style }; }
            function bar(params, api) {
              var from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(0) + 1 / 12, 0]), wide = to[0] - from[0];
              var shape = { x: from[0], y: from[1], width: Math.max(0.9, wide > 3 ? wide - 0.6 : wide), height: to[1] - from[1] };
              return { type: "group", children: [column(params.coordSys, from[0], to[0], { fill: "transparent" }), { type: "rect", shape: shape, style: { fill: colour } }] };
            }
            function unknown(params, api) {
              var box = params.coordSys, from = api.coord([s.known[0] / 12, 0])[0], to = api.coord([(s.known[1] + 1) / 12, 0])[0], style = { fill: s.unknownColour };
              return { type: "group", children: [column(box, box.x, Math.min(from, box.x + box.width), style), column(box, Math.max(to, box.x), box.x + box.width, style)] };
            }
            var place = { type: "custom", xAxisIndex: grid, yAxisIndex: grid, encode: { x: 0, y: 1 } };
            return [
              Object.assign({ renderItem: unknown, silent: true, z: 1, data: [[c.first, 0]] }, place),
              Object.assign({
                renderItem: bar, z: 3,
                data: s.months.map(function (m) {
                  var month = Math.floor(m[0] / 12) + "-" + String(m[0] % 12 + 101).slice(1);
                  return { value: [m[0] / 12, m[count]], tip: month + "\n" + s.events + ": " + grouped(m[1]) + "\n" + s.deaths + ": " + grouped(m[2]) };
                })
              }, place)
            ];
          }

          function yearAxis(c, grid, isLabelled, step) {
            return {
              type: "value", gridIndex: grid, min: c.first, max: c.last, interval: step, position: "bottom", splitLine: { lineStyle: { color: LINE } },
              axisLine: { show: true, lineStyle: { color: "#8a96a3" } }, axisTick: { show: false },
              axisLabel: {
                show: isLabelled, color: SOFT, fontSize: 10.5, fontFamily: font,
                formatter: function (v) { return (v - c.first) % step === 0 ? String(v) : ""; }
              }
            };
          }

          function countAxis(grid, parts) {
            return {
              type: "value", gridIndex: grid, min: 0, minInterval: 1, splitNumber: parts, splitLine: { lineStyle: { color: LINE } },
              axisLabel: { color: SOFT, fontSize: 9.5, fontFamily: font, formatter: grouped, showMinLabel: false, hideOverlap: true }
            };
          }

          function months(c, width) {
            var left = 52, right = 14, scale = (width - left - right) / (c.last - c.first), step = yearStep(scale), place = marked(c, scale);
            var y = place.height, titles = [], grids = [], xs = [], ys = [], series = [], spans = [];
            c.series.forEach(function (s, i) {
              titles.push({ text: s.label, left: left, top: y + 2, padding: [0, 3, 0, 0], backgroundColor: "#ffffff", textStyle: { fontSize: 11, fontWeight: 600, color: INK, fontFamily: font } });
              y += 20;
              [[2, s.deathColour, 74], [1, s.eventColour, 44]].forEach(function (row) {
                var grid = grids.length, isLast = i === c.series.length - 1 && row[0] === 1;
                grids.push({ left: left, right: right, top: y, height: row[2] });
                spans.push([y, y + row[2]]);
                xs.push(yearAxis(c, grid, isLast, step));
                ys.push(countAxis(grid, row[0] === 2 ? 3 : 2));
                series = series.concat(monthBars(c, s, row[0], row[1], grid));
                y += row[2] + 10;
              });
            });
            return {
              height: y + 18,
              option: option({
                title: titles, grid: grids, xAxis: xs, yAxis: ys, series: series.concat([milestones(place.marks, spans)]),
                tooltip: { trigger: "item", formatter: function (p) { return p.data.tip; } }
              })
            };
          }

          function timeline(c, width) {
            var row = 17, label = Math.round(width * 0.4);
            var scale = (width - label - 14) / Math.max(1, c.last - c.first), step = yearStep(scale), place = marked(c, scale);
            var top = place.height, foot = top + c.rows.length * row, strip = c.violence ? 62 : 0, spans = [[top, foot]];
            if (strip) spans.push([foot + 32, foot + 32 + 46]);
            function rect(api, from, to, i, style) {
              var a = api.coord([Math.max(from, c.first), i]), b = api.coord([Math.min(to, c.last), i]);
              return { type: "rect", shape: { x: a[0], y: a[1] - 5, width: Math.max(1.5, b[0] - a[0]), height: 10, r: 1.5 }, style: style };
            }
            function bar(params, api) {
              var i = params.dataIndex, r = c.rows[i], children = [];
              if (r.start === null && r.end === null) {
                var at = api.coord([c.first, i]);
                return { type: "text", style: { text: c.noDates, x: at[0] + 6, y: at[1], verticalAlign: "middle", fill: SOFT, font: "10px " + font } };
              }
              var from = r.start === null ? c.first : r.start, to = r.end === null ? c.last : r.end;
              var firm = r.end !== null && !r.planned ? to : Math.min(to, Math.max(from, c.today));
              if (firm > from) children.push(rect(api, from, firm, i, { fill: r.colour }));
              if (to > firm && r.end === null) {
                children.push(rect(api, Math.max(firm, from), to, i, { fill: new echarts.graphic.LinearGradient(0, 0, 1, 0, [
                  { offset: 0, color: r.colour }, { offset: 0.9, color: "rgba(255,255,255,0)" }]), opacity: 0.5 }));
              } else if (to > firm) {
                children.push(rect(api, Math.max(firm, from), to, i, { fill: r.colour, opacity: 0.38 }));
              }
              return { type: "group", children: children };
            }
            function now(params, api) {
              var x = api.coord([c.today, 0])[0], box = params.coordSys, end = box.x + box.width + 12, isLast = end - x < 34;
              return {
                type: "group",
                children: [
                  { type: "line", shape: { x1: x, y1: box.y, x2: x, y2: box.y + box.height }, style: { stroke: "#b3261e", lineWidth: 1.2 } },
                  { type: "text", style: { text: c.todayLabel, x: isLast ? end : x, y: box.y + box.height + 14, align: isLast ? "right" : "center", verticalAlign: "middle", fill: "#b3261e", font: "600 10px " + font } }
                ]
              };
            }
            var grids = [{ left: label, right: 14, top: top, height: foot - top }];
            var xs = [yearAxis(c, 0, true, step)];
            xs[0].axisLabel.formatter = function (v) { return (v - c.first) % step === 0 && Math.abs((v - c.today) * scale) > 44 ? String(v) : ""; };
            var ys = [{
              type: "category", inverse: true, data: c.rows.map(function (r) { return r.label; }), axisTick: { show: false },
              axisLine: { lineStyle: { color: "#8a96a3" } }, splitLine: { show: true, lineStyle: { color: "#f0f2f4" } },
              axisLabel: { color: INK, fontSize: 10, width: label - 12, overflow: "truncate", ellipsis: "…", interval: 0, fontFamily: font }
            }];
            var series = [
              {
                type: "custom", renderItem: bar, encode: { x: [1, 2], y: 0 }, z: 3,
                data: c.rows.map(function (r, i) { return { value: [i, r.start, r.end], tip: r.tip }; })
              },
              milestones(place.marks, spans),
              { type: "custom", renderItem: now, clip: false, silent: true, encode: { x: 0 }, data: [[c.today]], z: 5 }
            ];
            if (strip) {
              grids.push({ left: label, right: 14, top: spans[1][0], height: 46 });
              xs.push(yearAxis(c, 1, false, step));
              ys.push(countAxis(1, 2));
              series = series.concat(monthBars(c, c.violence, 2, c.violence.deathColour, 1));
            }
            return {
              height: foot + 26 + strip,
              option: option({
                title: strip ? {
                  text: c.violence.label, left: 0, top: spans[1][0] + 14, padding: 0,
                  textStyle: { fontSize: 10, fontWeight: 600, color: c.violence.deathColour, fontFamily: font, width: label - 40, overflow: "break" }
                } : [],
                grid: grids, xAxis: xs, yAxis: ys, series: series,
                tooltip: { trigger: "item", formatter: function (p) { return p.data.tip || ""; } }
              })
            };
          }

          function context(c, width) {
            var across = Math.min(c.panels.length, width > 600 ? 3 : 2), cell = width / across, rowHeight = 168;
            var down = Math.ceil(c.panels.length / across), grids = [], xs = [], ys = [], series = [], titles = [];
            c.panels.forEach(function (p, i) {
              var left = (i % across) * cell, top = Math.floor(i / across) * rowHeight;
              var all = p.published.concat(p.projected).map(function (v) { return v[0]; });
              var first = Math.floor(Math.min.apply(null, all)), last = Math.ceil(Math.max.apply(null, all));
              grids.push({ left: left + 8, top: top + 48, width: cell - 24, height: rowHeight - 78, containLabel: true });
              titles.push({
                text: p.label, subtext: p.unit, left: left + 6, top: top, padding: 0, itemGap: 4,
                textStyle: { fontSize: 11, fontWeight: 600, color: INK, fontFamily: font, width: cell - 20, overflow: "truncate" },
                subtextStyle: { fontSize: 10, color: SOFT, fontFamily: font, width: cell - 20, overflow: "truncate" }
              });
              xs.push({
                type: "value", gridIndex: i, min: first, max: last, interval: Math.max(1, Math.ceil((last - first) / 4)), splitLine: { show: false },
                axisLine: { lineStyle: { color: "#8a96a3" } },
                axisLabel: { color: SOFT, fontSize: 9.5, fontFamily: font, hideOverlap: true, formatter: function (v) { return String(v); } }
              });
              ys.push({
                type: "value", gridIndex: i, splitNumber: 3, splitLine: { lineStyle: { color: LINE } },
                axisLabel: { color: SOFT, fontSize: 9.5, fontFamily: font, formatter: grouped }
              });
              [[p.published, "solid", 5], [p.projected, "dashed", 0]].forEach(function (line) {
                series.push({
                  type: "line", xAxisIndex: i, yAxisIndex: i, data: line[0], encode: { x: 0, y: 1 }, symbol: "circle",
                  symbolSize: line[2] || 3, showSymbol: true, itemStyle: { color: c.colour, opacity: line[2] ? 1 : 0.5 },
                  lineStyle: { color: c.colour, width: 1.8, type: line[1], opacity: line[2] ? 1 : 0.6 }, emphasis: { disabled: true }
                });
              });
            });
            return {
              height: down * rowHeight,
              option: option({
                title: titles, grid: grids, xAxis: xs, yAxis: ys, series: series,
                tooltip: { trigger: "item", formatter: function (p) { return p.data[2]; } }
              })
            };
          }

          var kinds = { years: years, streams: streams, map: map, timeline: timeline, context: context, months: months };

          function draw(holder, width) {
            var values = charts[Number(holder.getAttribute("data-chart"))];
            var drawing = kinds[values.kind](values, width);
            var old = echarts.getInstanceByDom(holder);
            if (old) old.dispose();
            holder.style.height = drawing.height + "px";
            echarts.init(holder, null, { renderer: "svg", width: width, height: drawing.height }).setOption(drawing.option);
          }

          function all(selector, action) { Array.prototype.forEach.call(document.querySelectorAll(selector), action); }

          /** A drawing that fails is left out, and its table opens in its place. */
          function attempt(holder, width) {
            try {
              draw(holder, width);
            } catch (error) {
              var figure = holder.parentNode, data = figure.nextElementSibling;
              figure.hidden = true;
              if (data && data.tagName === "DETAILS") data.open = true;
              if (window.console) console.error(error);
            }
          }

          function screen() {
            all(".drawing.screen", function (holder) {
              if (holder.clientWidth > 0) attempt(holder, Math.max(560, holder.clientWidth));
            });
          }

          document.documentElement.classList.add("drawn");
          all(".tablebox", function (box) { if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; });
          screen();
          all(".drawing.paper", function (holder) { attempt(holder, PAPER); });
          var waiting;
          window.addEventListener("resize", function () { clearTimeout(waiting); waiting = setTimeout(screen, 150); });
          window.addEventListener("beforeprint", function () { all("details.data.printed", function (d) { d.open = true; }); });
        })();
        """#
}
