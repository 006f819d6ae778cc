namespace Turnstone.Ews.Types;

/// <summary>How one item of a request fared. A warning means it was not tried (ErrorBatchProcessingStopped).</summary>
public enum ResponseClass
{
    Success,
    Warning,
    Error,
}
