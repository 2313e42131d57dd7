import type { Fact } from "./fact";

/** Values from mild (0) to strict. What no list knows counts as `unlisted`. */
export interface Ranking {
  ranks: ReadonlyMap<string, number>;
  unlisted: number;
  worst: number;
}

/** The library's rules take a party that is not listed for US police. */
const PARTY: Ranking = {
  ranks: ranked({
    none: 0,
    "non-us-law-enforcement": 1,
    "us-federal-law-enforcement": 2,
    "us-state-local-police": 3,
  }),
  unlisted: 3,
  worst: 3,
};
/**
 * `none` says nothing about a camera that is there, so any other value outweighs it; the rule itself then takes `none` beside a camera for the worst.
 * An unlisted camera fact counts as the worst.
 */
export const RANKINGS: Partial<Record<Fact, Ranking>> = {
  operator: PARTY,
  onBehalfOf: PARTY,
  cameraSource: {
    ranks: ranked({ none: 0, fixed: 1, handheld: 2, vehicle: 2, drone: 2, "dash-mounted": 2, "body-worn": 2 }),
    unlisted: 2,
    worst: 2,
  },
  cameraEnvironment: { ranks: ranked({ none: 0, controlled: 1, uncontrolled: 2 }), unlisted: 2, worst: 2 },
  cameraProcessing: { ranks: ranked({ none: 0, recorded: 1, "real-time": 2 }), unlisted: 2, worst: 2 },
};

/** A map, since a value may be called what every object has: `constructor`. */
function ranked(ranks: Record<string, number>): ReadonlyMap<string, number> {
  return new Map(Object.entries(ranks));
}

/** Where a value stands between mild and strict. */
export const rankOf = ({ ranks, unlisted }: Ranking, value: string): number =>
  ranks.get(value.trim().toLowerCase()) ?? unlisted;
