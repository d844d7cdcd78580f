using 'main.bicep'

param sessionSecretUri = readEnvironmentVariable('SESSION_SECRET_URI')
param onCallEmail = 'oncall@tradex.example'
