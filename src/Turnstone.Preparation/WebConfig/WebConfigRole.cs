namespace Turnstone.Preparation.WebConfig;

/// <summary>Which of the two files of EWS it is.</summary>
public enum WebConfigRole
{
    /// <summary><c>FrontEnd\HttpProxy\ews\web.config</c>: what clients meet.</summary>
    FrontEnd,

    /// <summary><c>ClientAccess\exchweb\ews\web.config</c>: EWS itself, with its bindings.</summary>
    BackEnd,
}
