using Turnstone.Sandbox.Faults;

namespace Turnstone.Sandbox.Proxies;

/// <summary>The connection is to die now.</summary>
internal sealed class EndedOnPurposeException(Ending ending) : Exception
{
    public Ending Ending { get; } = ending;
}
