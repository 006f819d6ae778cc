using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Mailboxes;

/// <summary>What a destination says of one item of a batch.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <summary>It is there.</summary>
    public sealed record Delivered : DeliveryResult;

    /// <summary>The destination will not have it, and says why.</summary>
    public sealed record Refused(Failure Failure) : DeliveryResult;

    /// <summary>The destination did not come to it and says so: it is certainly not there. It may be sent again as the failure's advice says.</summary>
    public sealed record NotTried(Failure Failure) : DeliveryResult;

    /// <summary>The answer does not say what became of it: ask before sending it again.</summary>
    public sealed record Unknown(Failure Failure) : DeliveryResult;
}
