using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Notices;

/// <summary>A project's own words for a kind of notice, as Liquid: <c>{{ name }}</c> stands for a value, <c>{% if name %}</c> chooses.</summary>
public sealed record NoticeTemplateDraft
{
    /// <summary>The subject.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(300)]
    public required string Subject { get; init; }

    /// <summary>What it says; a blank line begins a paragraph, and addresses of pages become links.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(10_000)]
    public required string Body { get; init; }
}
