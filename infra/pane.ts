import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  Distribution,
  HeadersReferrerPolicy,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { apiPlaceholder, type Settings } from "./settings.ts";
import { uploadPane } from "./upload.ts";

/** The pane as its build leaves it, for this stage and with `apiPlaceholder` for the API. */
export interface PaneBuild {
  readonly folder: string;
  /** What every file is served with. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Pane {
  readonly bucket: Bucket;
  readonly distribution: Distribution;
}

/** The pane's files: a private bucket that only the distribution reads, and the distribution under the origin's name. */
export function createPane(scope: Construct, settings: Settings, api: string, built: PaneBuild): Pane {
  const logs = createLogBucket(scope);
  const bucket = new Bucket(scope, "Pane", {
    ...closed,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: "bucket/",
    versioned: true,
  });
  const distribution = new Distribution(scope, "Distribution", {
    domainNames: [new URL(settings.origin).hostname],
    certificate: Certificate.fromCertificateArn(scope, "Certificate", settings.certificate),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_100,
    defaultRootObject: "taskpane.html",
    logBucket: logs,
    logFilePrefix: "distribution/",
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      responseHeadersPolicy: createHeaders(scope, settings, api, built.headers),
    },
  });
  Validations.of(distribution).acknowledge(
    {
      id: "AwsSolutions-CFR1",
      reason: "Officials travel; the files are public program text, and the API asks for a token.",
    },
    {
      id: "AwsSolutions-CFR2",
      reason: "Static files only: a web application firewall has no input to inspect. The API is throttled.",
    },
  );
  uploadPane(scope, bucket, built.folder, settings.stage, (page) => page.replaceAll(apiPlaceholder, api));
  return { bucket, distribution };
}

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

function createLogBucket(scope: Construct): Bucket {
  return new Bucket(scope, "PaneLogs", {
    ...closed,
    // CloudFront delivers its logs by access list.
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    lifecycleRules: [{ expiration: Duration.days(365) }],
  });
}

/** The build's own headers, which CloudFront knows by other names. */
function createHeaders(
  scope: Construct,
  settings: Settings,
  api: string,
  headers: PaneBuild["headers"],
): ResponseHeadersPolicy {
  const {
    "Content-Security-Policy-Report-Only": built,
    "Referrer-Policy": referrerValue,
    "X-Content-Type-Options": _nosniff,
    ...unknown
  } = headers;
  const referrer = Object.values(HeadersReferrerPolicy).find((value: string) => value === referrerValue);
  if (built === undefined || referrer === undefined || Object.keys(unknown).length > 0)
    throw new Error(`The pane was built with other headers than these: ${Object.keys(headers).join(", ")}.`);
  const policy = built.replaceAll(apiPlaceholder, api);
  const enforced = settings.contentSecurityPolicy === "enforced";
  return new ResponseHeadersPolicy(scope, "Headers", {
    securityHeadersBehavior: {
      ...(enforced ? { contentSecurityPolicy: { contentSecurityPolicy: policy, override: true } } : {}),
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: referrer, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
    ...(enforced
      ? {}
      : {
          customHeadersBehavior: {
            customHeaders: [{ header: "Content-Security-Policy-Report-Only", value: policy, override: true }],
          },
        }),
    // Excel on the web reads functions.json and shortcuts.json from its own origin.
    corsBehavior: {
      accessControlAllowCredentials: false,
      accessControlAllowHeaders: ["*"],
      accessControlAllowMethods: ["GET", "HEAD"],
      accessControlAllowOrigins: ["*"],
      originOverride: true,
    },
  });
}
