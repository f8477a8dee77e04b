import { type CustomFunction, customFunctions, type FunctionParameter } from "./functions.ts";
import type { Language } from "./text.ts";

/** functions.json in one language: what Excel is told about the custom functions. */
export function functionsJson(language: Language): string {
  const functions = customFunctions.map((fn: CustomFunction) => ({
    id: fn.id,
    name: fn.name,
    description: fn.description[language],
    result: { type: fn.type, dimensionality: fn.dimensionality },
    parameters: fn.parameters.map((parameter) => parameterOf(parameter, language)),
    ...(fn.stream ? { options: { stream: true } } : {}),
  }));
  return `${JSON.stringify({ functions }, null, 2)}\n`;
}

function parameterOf(
  { name, description, type, dimensionality, optional }: FunctionParameter,
  language: Language,
) {
  return {
    name: name[language],
    description: description[language],
    type,
    dimensionality,
    ...(optional ? { optional } : {}),
  };
}
