/**
 * Modules that the SDK loads only on ways we never take: credentials from profiles, single sign-on or machine
 * metadata (a Lambda function has its own in the environment), and event streams (DynamoDB has none). Left out of
 * the bundles they save a quarter of the size.
 */
export const neverLoaded = [
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@smithy/core/event-streams",
  "@smithy/credential-provider-imds",
] as const;
