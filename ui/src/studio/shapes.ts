// A shape for each kind of part, on a square of 24, drawn with a line.
import { s } from "./svg";

const SHAPES: Record<string, string> = {
  // Two people.
  clients:
    "M9 4.5a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM3 19.5c0-3.6 2.4-6 6-6s6 2.4 6 6M16 5.2a2.8 2.8 0 0 1 0 5.2M17.5 13.8c2.2.7 3.5 2.7 3.5 5.7",
  // A globe.
  cdn: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c-2.6 2.5-3.8 5.3-3.8 8.5s1.2 6 3.8 8.5c2.6-2.5 3.8-5.3 3.8-8.5S14.6 6 12 3.5",
  // One way becomes three.
  "load-balancer":
    "M3 12h6M9 12l9-6.500M9 12h10M9 12l9 6.500M15 5h3.500v3.200M17 10l2.3 2-2.3 2M15 19h3.500v-3.2",
  // An arch with its bars.
  gateway: "M4 20.500V11a8 8 0 0 1 16 0v9.500M4 14.500h16M9.3 3.600v16.900M14.7 3.600v16.9",
  // Two machines.
  service: "M4.5 4h15v6.500h-15zM4.5 13.500h15V20h-15zM7.5 7.300h2M7.5 16.800h2M14 7.300h2.500M14 16.800h2.5",
  // To and fro, held open.
  websockets: "M3.5 8.500h13M13 5l3.8 3.500L13 12M20.5 15.500h-13M11 12l-3.8 3.500L11 19",
  // A flash.
  cache: "M13.5 3 5.5 13.500h6L10.5 21l8-10.500h-6z",
  // A cylinder.
  database:
    "M5 6.500c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3zM5 6.500v11c0 1.7 3.1 3 7 3s7-1.3 7-3v-11M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3",
  // Three of them.
  "sharded-store":
    "M3 5c0-.9 1.6-1.5 3.5-1.500S10 4.1 10 5s-1.6 1.5-3.5 1.500S3 5.9 3 5zM3 5v5c0 .9 1.6 1.5 3.5 1.500S10 10.9 10 10V5M14 5c0-.9 1.6-1.5 3.5-1.500S21 4.1 21 5s-1.6 1.5-3.5 1.500S14 5.9 14 5zM14 5v5c0 .9 1.6 1.5 3.5 1.500S21 10.9 21 10V5M8.5 14.500c0-.9 1.6-1.5 3.5-1.500s3.5.6 3.5 1.500S13.9 16 12 16s-3.5-.6-3.5-1.500zM8.5 14.500V19c0 .9 1.6 1.5 3.5 1.500s3.5-.6 3.5-1.500v-4.5",
  // A glass over lines.
  "search-index": "M10.5 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 14.500l5.5 5.500M8 9h5M8 11.500h3",
  // A bucket.
  "object-store":
    "M4 6.500c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6.500l2.2 12c.3 1.2 2.7 2 5.8 2s5.5-.8 5.8-2l2.2-12",
  // Bars in a line, one leaves.
  queue: "M4 6v12M8 6v12M12 6v12M15.5 12h5M18 9.500l2.5 2.5-2.5 2.5",
  // Lines that are only added to.
  log: "M4 6.500h13M4 12h16.500M4 17.500h9M16.5 17.500h4M18.5 15.500v4",
  // Hands at work: a wheel.
  workers:
    "M12 8.500a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.600l2.2 2.200M16.2 16.200l2.2 2.200M18.4 5.600l-2.2 2.200M7.8 16.200l-2.2 2.2",
  // A cloud.
  external: "M7 18.500a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6-1.300A4.7 4.7 0 0 1 17 18.500z",
};

const UNKNOWN = "M5 5h14v14H5zM10 9.500a2 2 0 1 1 2.8 1.900c-.6.3-.8.6-.8 1.300M12 15.500v.1";

export const shapeOf = (kind: string): string => SHAPES[kind] ?? UNKNOWN;

/** As a picture beside a word. */
export function icon(kind: string): SVGSVGElement {
  return s("svg.part-icon", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: shapeOf(kind) }));
}
