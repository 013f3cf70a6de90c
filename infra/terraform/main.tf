# The bucket of a vault, and the roles that GitHub Actions take to write, read and look after it: the same as in
# ../cloudformation.yaml. roles.json, bucket-policy.json and wrapping.json are made by tools/generate-infra.ts.

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

locals {
  provider_arn = var.oidc_provider_arn != "" ? var.oidc_provider_arn : aws_iam_openid_connect_provider.github[0].arn

  roles = jsondecode(templatefile("${path.module}/roles.json", {
    partition      = data.aws_partition.current.partition
    account_id     = data.aws_caller_identity.current.account_id
    bucket         = aws_s3_bucket.vault.bucket
    default_branch = var.default_branch
    kms_key_arn    = var.kms_key_arn

    github_app_kms_key_arn = var.github_app_kms_key_arn
  }))

  # Which of the two forms of a policy: with a KMS key of the vault's own, or without.
  key_form = var.kms_key_arn == "" ? "without_key" : "with_key"

  # In other partitions, and of other servers' tokens, STS compares subject and audience alone.
  checks_claims = data.aws_partition.current.partition == "aws" && local.server_host == "github.com"

  # Both forms that GitHub writes subjects in: by names, and by names and numbers.
  names = split("/", var.repository)
  subject_starts = concat(
    ["repo:${var.repository}"],
    var.repository_ids == null ? [] : [
      "repo:${local.names[0]}@${var.repository_ids.owner}/${local.names[1]}@${var.repository_ids.repository}"
    ],
  )
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.oidc_provider_arn == "" ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = [var.audience]
}

resource "aws_s3_bucket" "vault" {
  #checkov:skip=CKV_AWS_18:An access log needs a bucket of its own; CloudTrail shows the same, and mode audit looks at the versions themselves
  #checkov:skip=CKV_AWS_144:A copy in another region is the owner's choice; it doubles the cost
  #checkov:skip=CKV2_AWS_62:Nothing has to be told of each object
  #checkov:skip=CKV_AWS_19:It is encrypted, by the keys of S3 or a KMS key: see below
  #checkov:skip=CKV_AWS_145:By a KMS key if kms_key_arn is given
  bucket              = var.bucket_name
  bucket_namespace    = can(regex("-[0-9]{12}-[a-z0-9-]+-an$", var.bucket_name)) ? "account-regional" : null
  object_lock_enabled = var.object_lock_days > 0

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "vault" {
  bucket = aws_s3_bucket.vault.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "vault" {
  bucket = aws_s3_bucket.vault.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "vault" {
  bucket = aws_s3_bucket.vault.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "vault" {
  bucket = aws_s3_bucket.vault.id

  rule {
    bucket_key_enabled       = var.kms_key_arn != ""
    blocked_encryption_types = ["SSE-C"]

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == "" ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn == "" ? null : var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "vault" {
  #checkov:skip=CKV_AWS_300:The first rule aborts them, in the whole vault
  depends_on = [aws_s3_bucket_versioning.vault]

  bucket = aws_s3_bucket.vault.id

  rule {
    id     = "holdfast-versions:v1/"
    status = "Enabled"

    filter {
      prefix = "v1/"
    }

    expiration {
      expired_object_delete_marker = true
    }

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  dynamic "rule" {
    for_each = var.transition_days > 0 ? [var.transition_days] : []

    content {
      id     = "holdfast-packs:v1/"
      status = "Enabled"

      filter {
        prefix = "v1/packs/"
      }

      transition {
        days          = rule.value
        storage_class = "GLACIER_IR"
      }
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "vault" {
  count      = var.object_lock_days > 0 ? 1 : 0
  depends_on = [aws_s3_bucket_versioning.vault]

  bucket = aws_s3_bucket.vault.id

  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = var.object_lock_days
    }
  }
}

resource "aws_s3_bucket_policy" "vault" {
  depends_on = [aws_s3_bucket_public_access_block.vault]

  bucket = aws_s3_bucket.vault.id
  policy = jsonencode(jsondecode(templatefile("${path.module}/bucket-policy.json", {
    partition       = data.aws_partition.current.partition
    bucket          = aws_s3_bucket.vault.bucket
    backup_role_arn = aws_iam_role.vault["backup"].arn
    kms_key_arn     = var.kms_key_arn
    kms_key_id      = element(split("/", var.kms_key_arn), length(split("/", var.kms_key_arn)) - 1)
  }))[local.key_form])
}

resource "aws_iam_role" "vault" {
  for_each = toset(["backup", "restore", "verify", "prune", "repair", "audit", "setup"])

  name        = "${var.role_prefix}-${each.key}"
  description = "Holdfast: ${join(", ", local.roles[each.key].modes)}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = local.provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = merge(
          {
            "${local.issuer}:aud" = var.audience
            "${local.issuer}:sub" = flatten([
              for start in local.subject_starts : [for end in local.roles[each.key].subjects : "${start}:${end}"]
            ])
          },
          local.checks_claims && var.repository_ids != null ? {
            "${local.issuer}:repository_id" = var.repository_ids.repository
          } : {},
          local.checks_claims && var.backup_workflow != "" && each.key == "backup" ? {
            "${local.issuer}:job_workflow_ref" = var.backup_workflow
          } : {},
        )
      }
    }]
  })
}

resource "aws_iam_role_policy" "vault" {
  for_each = aws_iam_role.vault

  name = "vault"
  role = each.value.id

  policy = jsonencode({
    Version = local.roles[each.key].policies[local.key_form].Version
    Statement = concat(
      local.roles[each.key].policies[local.key_form].Statement,
      [for statement in local.roles[each.key].signing : statement if var.github_app_kms_key_arn != ""],
    )
  })
}

# A key that wraps the vault key of a sealed vault: then the workflow holds no secret.
resource "aws_kms_key" "wrapping" {
  count = var.wrap_vault_key ? 1 : 0

  description             = "Holdfast: wraps the vault key of a sealed vault"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = jsonencode(local.wrapping.key)

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  wrapping = jsondecode(templatefile("${path.module}/wrapping.json", {
    partition   = data.aws_partition.current.partition
    account_id  = data.aws_caller_identity.current.account_id
    role_prefix = var.role_prefix
  }))
}

resource "aws_iam_role_policy" "vault_key" {
  for_each = toset(var.wrap_vault_key ? keys(local.wrapping.roles) : [])

  name = "vault-key"
  role = aws_iam_role.vault[each.key].id
  policy = jsonencode(merge(local.wrapping.roles[each.key], {
    Statement = [
      for statement in local.wrapping.roles[each.key].Statement :
      merge(statement, { Resource = aws_kms_key.wrapping[0].arn })
    ]
  }))
}
