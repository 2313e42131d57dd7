import type { ArmLink, PlannedResource } from "../arm/resource";
import { ResourceIndex } from "../arm/resource-index";

/**
 * The index of several files judged as one estate: ids are looked up in all of them, while a link is followed in its own file, since two files may use one
 * address for different resources.
 */
export class EstateIndex extends ResourceIndex {
  private readonly indexOf = new Map<ArmLink, ResourceIndex>();

  constructor(files: readonly Indexed[]) {
    super(files.flatMap(({ resources }) => resources));
    for (const { resources, index } of files)
      for (const { links } of resources) for (const link of links) this.indexOf.set(link, index);
  }

  override targets(link: ArmLink): readonly PlannedResource[] {
    return this.indexOf.get(link)?.targets(link) ?? super.targets(link);
  }
}

/** The resources of one file, and what finds them. */
interface Indexed {
  resources: readonly PlannedResource[];
  index: ResourceIndex;
}

/** The index of one file, or of several. */
export function indexOf(files: readonly Indexed[]): ResourceIndex {
  const [only] = files;
  return files.length === 1 && only !== undefined ? only.index : new EstateIndex(files);
}
