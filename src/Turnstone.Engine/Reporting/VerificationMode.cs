namespace Turnstone.Engine.Reporting;

/// <summary>How much is compared after a pass.</summary>
public enum VerificationMode
{
    None,
    Sample,
    Full,
}
