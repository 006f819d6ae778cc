using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.Components.Fields;

/// <summary>
/// What is wrong with what somebody entered, each at its field. The rules are the contract's and the services'; here they get the words that people
/// read. Fields are called as the contract spells them: <c>primaryDomain</c>.
/// </summary>
public sealed class FormFaults
{
    /// <summary>What is said of a field that must not be left blank.</summary>
    public const string Blank = "This field cannot be left blank.";

    private readonly Dictionary<string, string> _faults = [];

    private FormFaults()
    {
    }

    /// <summary>Nothing is wrong.</summary>
    public static FormFaults None { get; } = new();

    /// <summary>What is wrong with the whole rather than with a field; null where nothing is.</summary>
    public string? General { get; private init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool AreNone => General is null && _faults.Count == 0;

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? At(string field) => _faults.GetValueOrDefault(field);

    /// <summary>What the contract's own rules say of a draft, all at once.</summary>
    public static FormFaults Of(object draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new FormFaults();
        foreach (var property in draft.GetType().GetProperties())
        {
            var context = new ValidationContext(draft) { MemberName = property.Name };
            var broken = property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>()
                .OrderByDescending(rule => rule is RequiredAttribute)
                .FirstOrDefault(rule => rule.GetValidationResult(property.GetValue(draft), context) != ValidationResult.Success);
            if (broken is not null)
            {
                faults._faults[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = WordsOf(broken, property.Name);
            }
        }

        return faults;
    }

    /// <summary>One field's fault.</summary>
    public static FormFaults At(string field, string words)
    {
        var faults = new FormFaults();
        faults._faults[field] = words;
        return faults;
    }

    /// <summary>What is wrong with several fields; nothing where none is named.</summary>
    public static FormFaults At(IReadOnlyDictionary<string, string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var faults = new FormFaults();
        foreach (var (field, fault) in words)
        {
            faults._faults[field] = fault;
        }

        return faults;
    }

    /// <summary>What a service refused; at its fields where it names such as the form shows.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="shown">The form's fields.</param>
    internal static FormFaults Of(Refusal refusal, params IReadOnlyList<string> shown) =>
        refusal.Field is { } field && shown.Contains(field) ? At(field, refusal.Message)
        : refusal.Fields.Count > 0 && refusal.Fields.Keys.All(shown.Contains) ? At(refusal.Fields)
        : new FormFaults { General = refusal.Message };

    private static string WordsOf(ValidationAttribute rule, string property) => rule switch
    {
        RequiredAttribute => Blank,
        EmailAddressAttribute => "Write an address such as anna@example.com.",
        StringLengthAttribute length => $"At most {length.MaximumLength} characters.",
        RangeAttribute range => $"A number from {range.Minimum} to {range.Maximum}.",
        _ => rule.FormatErrorMessage(property),
    };
}
