using Turnstone.Server.Components.Fields;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.Face.Frame;

/// <summary>Sends what a form holds, and turns what is refused into the form's faults.</summary>
internal static class Draft
{
    /// <summary>Null where it was done; else what is wrong.</summary>
    /// <param name="draft">What is sent; the contract's rules are held against it first.</param>
    /// <param name="shown">The form's fields.</param>
    /// <param name="send">Sends it.</param>
    public static async Task<FormFaults?> SendAsync<TDraft>(TDraft draft, IReadOnlyList<string> shown, Func<TDraft, Task> send)
        where TDraft : class
    {
        if (FormFaults.Of(draft) is { AreNone: false } faults)
        {
            return faults;
        }

        try
        {
            await send(draft);
            return null;
        }
        catch (Refusal refusal)
        {
            return FormFaults.Of(refusal, shown);
        }
    }
}
