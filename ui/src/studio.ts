// The studio's page, and the studio for whoever puts it elsewhere.
import type { StudioData } from "./studio/protocol";
import { Studio, type StudioOptions } from "./studio/studio";

export type { StudioOptions } from "./studio/studio";

export interface MountedStudio {
  /** The text as it is elsewhere now. */
  setText(text: string): void;
  focus(): void;
  /** Whether what is drawn is kept: "Saving", "Saved". */
  saved(text: string): void;
}

export function mountStudio(element: HTMLElement, options: StudioOptions): MountedStudio {
  return new Studio(element, options);
}

/** What the page carries for the studio; `null` where it carries nothing. */
export function studioData(): StudioData | null {
  const text = document.getElementById("studio-data")?.textContent;
  return text ? (JSON.parse(text) as StudioData) : null;
}

const place = document.getElementById("studio");
const data = place && studioData();
if (place && data) {
  const { id = "", save: to, nonce } = place.dataset;
  mountStudio(place, {
    ...data,
    key: `greenroom:studio:${id || location.pathname}`,
    canEdit: !data.read_only,
    save: to ? { to, revision: data.revision ?? 0 } : undefined,
    nonce,
  });
}
