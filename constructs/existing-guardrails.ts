import { Construct } from "constructs";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { DataAzurermPolicyAssignment } from "@cdktf/provider-azurerm/lib/data-azurerm-policy-assignment";
import { initiativeContentHash } from "../src/library";
import { sealRead } from "./gate/seal";
import { coveredBy, type GuardPrecondition, type IOpenAiGuardrails } from "./guardrails";
import { BASELINE_INITIATIVE, FATAL_INITIATIVE, initiative, library } from "./library";
import { checkProps, requireProps } from "./props";
import { completeTagNames, tagNameParameters, type TagNames } from "./tag-names";
import { templateJson } from "./template-text";

/**
 * Which assignments of the guard a stack stands under.
 *
 * @example { assignmentId: "/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policyAssignments/aoai-guard" }
 */
export interface ExistingGuardrailsProps {
  /** Full id of the assignment of the initiative `aoai-guard`. */
  readonly assignmentId: string;
  /**
   * Full id of the assignment of the initiative `aoai-guard-fatal`.
   *
   * @default - the assignment `aoai-guard-fatal` at the same scope
   */
  readonly fatalAssignmentId?: string;
  /**
   * Names of the tags, where the assignment chose others than the library's. Terraform refuses where the live assignment says otherwise.
   *
   * @default - `aoai-operator` and its like
   */
  readonly tagNames?: TagNames;
  /**
   * Longest life of an exemption, in days, as the assignment has it.
   *
   * @default 90
   */
  readonly maximumExemptionDays?: number;
  /**
   * Provider that reads the assignments.
   *
   * @default - the stack's azurerm provider
   */
  readonly provider?: TerraformProvider;
}

const ASSIGNMENT_ID = /^(.*)\/providers\/Microsoft\.Authorization\/policyAssignments\/([^/]+)$/i;
const ASSIGNMENT = {
  type: "string",
  literal: true,
  pattern: "^/.*/[Pp]roviders/[Mm]icrosoft\\.[Aa]uthorization/[Pp]olicy[Aa]ssignments/[^/]+$",
  mend: 'give the full id, "SCOPE/providers/Microsoft.Authorization/policyAssignments/NAME"',
};
const NAME = { type: "string", minLength: 1, literal: true };
const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["assignmentId"],
  properties: {
    assignmentId: ASSIGNMENT,
    fatalAssignmentId: ASSIGNMENT,
    tagNames: {
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(Object.keys(completeTagNames()).map((name) => [name, NAME])),
    },
    maximumExemptionDays: { type: "integer", minimum: 1, maximum: 366 },
  },
};

/** One live assignment of the guard, read by a data source. */
interface LiveAssignment {
  readonly initiative: string;
  readonly name: string;
  readonly scope: string;
  readonly data: DataAzurermPolicyAssignment;
}

/** The guard that somebody else has assigned; made by `OpenAiGuardrails.fromAssignmentId`. */
export class ExistingGuardrails extends Construct implements IOpenAiGuardrails {
  public readonly assignmentId: string;
  public readonly fatalAssignmentId: string;
  public readonly tagNames: TagNames;
  public readonly maximumExemptionDays: number;
  public readonly waitFor: ITerraformDependable[];

  private readonly live: readonly [LiveAssignment, LiveAssignment];
  private readonly chosenTags: Record<string, string>;

  public constructor(scope: Construct, id: string, props: ExistingGuardrailsProps) {
    super(scope, id);
    const subject = `OpenAiGuardrails.fromAssignmentId ${this.node.path}`;
    requireProps(subject, props, SCHEMA);
    const { provider, ...plain } = props;
    checkProps(subject, plain, SCHEMA);
    const { assignmentId } = props;
    this.assignmentId = assignmentId;
    this.fatalAssignmentId = props.fatalAssignmentId ?? assignmentId.replace(/[^/]+$/, FATAL_INITIATIVE);
    this.chosenTags = tagNameParameters(props.tagNames);
    this.tagNames = completeTagNames(props.tagNames);
    this.maximumExemptionDays = props.maximumExemptionDays ?? 90;
    this.live = [
      this.read(BASELINE_INITIATIVE, this.assignmentId, provider),
      this.read(FATAL_INITIATIVE, this.fatalAssignmentId, provider),
    ];
    this.waitFor = this.live.map(({ data }) => data);
  }

  public preconditionsFor(resourceGroupId: string): GuardPrecondition[] {
    return this.live.flatMap((assignment) => conditionsOn(assignment, resourceGroupId, this.chosenTags));
  }

  public parameterExpression(name: string): string {
    const declared =
      initiative(BASELINE_INITIATIVE).properties.parameters[name] ??
      initiative(FATAL_INITIATIVE).properties.parameters[name];
    return liveParameter(expression(this.live[0].data), name, declared?.defaultValue ?? null);
  }

  private read(name: string, id: string, provider?: TerraformProvider): LiveAssignment {
    const [, scope = "", assignment = ""] = ASSIGNMENT_ID.exec(id) ?? [];
    const data = new DataAzurermPolicyAssignment(this, name, { name: assignment, scopeId: scope, provider });
    const attributes = { name: assignment, scope_id: scope };
    sealRead({ element: data, block: "data", attributes, whole: true });
    return { initiative: name, name: assignment, scope, data };
  }
}

/** The address of a data source, as a Terraform expression without `${}`. */
const expression = (data: DataAzurermPolicyAssignment): string =>
  `data.${data.terraformResourceType}.${data.friendlyUniqueId}`;

/** A parameter of a live assignment; the library's default where the assignment does not set it. */
const liveParameter = (data: string, name: string, usual: unknown): string =>
  `try(jsondecode(${data}.parameters)["${name}"].value, ${templateJson(usual)})`;

function conditionsOn(
  { initiative: name, name: assignment, scope, data }: LiveAssignment,
  resourceGroupId: string,
  chosenTags: Record<string, string>,
): GuardPrecondition[] {
  const live = expression(data);
  const hash = initiativeContentHash(library(), name);
  const tags = Object.entries(initiative(name).properties.parameters)
    .filter(([parameter]) => parameter.endsWith("Tag"))
    .map(([parameter, { defaultValue }]) => {
      const wanted = chosenTags[parameter] ?? defaultValue;
      return `${liveParameter(live, parameter, defaultValue)} == ${templateJson(wanted)}`;
    });
  const where = `D10: the assignment ${assignment} at ${scope}`;
  return [
    { condition: `\${${live}.enforce}`, errorMessage: `${where} is not enforced; set its enforcementMode to Default.` },
    {
      condition: `\${endswith(lower(${live}.policy_definition_id), "/policysetdefinitions/${name}")}`,
      errorMessage: `${where} is of another initiative; assign "${name}".`,
    },
    {
      condition: `\${try(jsondecode(${live}.metadata).aoaiGuardContentHash, "") == "${hash}"}`,
      errorMessage: `${where} is of another edition of the library; assign the one this stack uses, or use the version that is assigned.`,
    },
    {
      condition: `\${!anytrue([for excluded in ${live}.not_scopes : ${coveredBy("${excluded}", resourceGroupId)}])}`,
      errorMessage: `${where} leaves this resource group out; remove it from the assignment's notScopes.`,
    },
    {
      condition: `\${alltrue([${tags.join(", ")}])}`,
      errorMessage: `${where} reads other tags than this stack writes; pass the assignment's tag names as props.tagNames.`,
    },
    ...(/\/managementGroups\//i.test(scope)
      ? []
      : [
          {
            condition: `\${${coveredBy(scope, resourceGroupId)}}`,
            errorMessage: `${where} does not cover this resource group; assign the guard at its subscription or above.`,
          },
        ]),
  ];
}
