using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Operations;

/// <summary>A request the client can send: the data, how it is written and how one answer of it is read. The set is closed.</summary>
public abstract record EwsRequest<TAnswer>
    where TAnswer : class
{
    private protected EwsRequest()
    {
    }

    internal abstract string Operation { get; }

    /// <summary>How many response messages an honest answer holds.</summary>
    internal abstract int ResponsesDue { get; }

    internal abstract void WriteTo(SoapWriter writer);

    /// <summary>Reads one element of the response message with the given index into the value; elements not known are left alone.</summary>
    internal abstract ValueTask<TAnswer?> ReadPartAsync(SoapReader reader, TAnswer? value, int index, CancellationToken cancellationToken);
}
