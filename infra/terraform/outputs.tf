output "bucket" {
  description = "The bucket of the vault."
  value       = aws_s3_bucket.vault.bucket
}

output "role_arns" {
  description = "ARN of each role: backup, restore, verify, prune, repair, audit, setup."
  value       = { for name, role in aws_iam_role.vault : name => role.arn }
}

output "wrapping_key_arn" {
  description = "The KMS key for holdfast keys create --kms-key-id; null without wrap_vault_key."
  value       = one(aws_kms_key.wrapping[*].arn)
}

output "workflow" {
  description = "A nightly backup, verified and audited: save it as .github/workflows/backup.yml."
  value       = <<-EOT
    on:
      schedule:
        - cron: '17 3 * * *'
      workflow_dispatch:
    permissions: {}
    jobs:
      backup:
        runs-on: ubuntu-latest
        permissions: { contents: read, issues: read, pull-requests: read, id-token: write }
        steps:
          - uses: OWNER/holdfast@v1
            with:
              bucket: ${aws_s3_bucket.vault.bucket}
              aws-region: ${aws_s3_bucket.vault.region}
              role-to-assume: ${aws_iam_role.vault["backup"].arn}
      verify:
        needs: backup
        if: always()
        runs-on: ubuntu-latest
        environment: holdfast
        permissions: { contents: read, id-token: write }
        steps:
          - uses: OWNER/holdfast@v1
            with:
              mode: verify
              max-age: 36h
              bucket: ${aws_s3_bucket.vault.bucket}
              aws-region: ${aws_s3_bucket.vault.region}
              role-to-assume: ${aws_iam_role.vault["verify"].arn}
      audit:
        needs: backup
        if: always()
        runs-on: ubuntu-latest
        environment: holdfast
        permissions: { id-token: write }
        steps:
          - uses: OWNER/holdfast@v1
            with:
              mode: audit
              audit-roles: ${aws_iam_role.vault["backup"].arn}
              bucket: ${aws_s3_bucket.vault.bucket}
              aws-region: ${aws_s3_bucket.vault.region}
              role-to-assume: ${aws_iam_role.vault["audit"].arn}
  EOT
}
