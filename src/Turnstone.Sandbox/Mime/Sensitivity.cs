namespace Turnstone.Sandbox.Mime;

/// <summary>PidTagSensitivity.</summary>
public enum Sensitivity
{
    Normal = 0,
    Personal = 1,
    Private = 2,
    CompanyConfidential = 3,
}
