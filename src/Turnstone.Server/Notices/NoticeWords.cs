using Fluid;
using Turnstone.Server.Mail;

namespace Turnstone.Server.Notices;

/// <summary>The words of a notice, checked: they can be filled in with the values of their kind.</summary>
internal sealed record NoticeWords(IFluidTemplate Subject, IFluidTemplate Body)
{
    /// <summary>The mail.</summary>
    public Task<MailContent> FillAsync(IReadOnlyDictionary<string, object> values) => MailTemplates.WriteAsync(Subject, Body, values);
}
