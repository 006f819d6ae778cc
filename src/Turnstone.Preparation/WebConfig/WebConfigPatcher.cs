using System.Globalization;

namespace Turnstone.Preparation.WebConfig;

/// <summary>
/// Raises the limits of EWS in its web.config files, and touches nothing else in them. Which ones count is Microsoft's page "Configure
/// client-specific message size limits": <c>maxAllowedContentLength</c> in both files, and in the back end's the 14 of <c>maxReceivedMessageSize</c>,
/// one a combination of scheme and sign-in; the two of 1,048,576 that belong to unified messaging stay, and <c>maxRequestLength</c> is not used by EWS.
/// </summary>
public static class WebConfigPatcher
{
    /// <summary>The largest file that is looked at; the real ones have some tens of kilobytes.</summary>
    public const int LargestFile = 4 << 20;

    private const string ContentLength = "maxAllowedContentLength";
    private const string MessageSize = "maxReceivedMessageSize";
    private const string FilteringPath = "configuration/system.webServer/security/requestFiltering";

    /// <summary>Patches a file. Values that are as large or larger stay.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="requestSize">The limit in bytes, of <see cref="RequestSize.Of"/>.</param>
    /// <param name="name">What it is called in the diff.</param>
    /// <exception cref="WebConfigException">It is no web.config of EWS.</exception>
    public static WebConfigPatch Patch(byte[] file, long requestSize, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requestSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requestSize, int.MaxValue);
        if (file.Length > LargestFile)
        {
            throw new WebConfigException($"It has more than {LargestFile >> 20} MiB. It is no web.config of EWS.");
        }

        var source = FileText.Read(file);
        var root = XmlPlaces.Read(source.Text);
        if (root.Name != "configuration")
        {
            throw new WebConfigException($"Its root is {root.Name}, where a web.config has configuration. Name the file FrontEnd\\HttpProxy\\ews\\web.config or ClientAccess\\exchweb\\ews\\web.config.");
        }

        var work = new Work(source.Text, root, requestSize);
        var role = work.Run();
        var patched = TextEdit.Apply(source.Text, work.Edits);
        XmlPlaces.Read(patched);
        return new WebConfigPatch(role, source.Encode(patched), work.Changes, work.Notes, UnifiedDiff.Of(source.Text, work.Edits, name));
    }

    /// <summary>One file's worth of work.</summary>
    private sealed class Work(string text, XmlSpot root, long wanted)
    {
        public List<TextEdit> Edits { get; } = [];

        public List<WebConfigChange> Changes { get; } = [];

        public List<string> Notes { get; } = [];

        public WebConfigRole Run()
        {
            var all = root.All().ToList();
            var server = all.Find(element => element.Path == "configuration/system.webServer")
                ?? throw new WebConfigException("It has no system.webServer. It is no web.config of EWS.");
            var sizes = all.Where(IsSizeOfBinding).ToList();
            foreach (var element in all)
            {
                if (Plain(element.Path) == FilteringPath + "/requestLimits" && element.Attributes.TryGetValue(ContentLength, out var length))
                {
                    Raise(ContentLength, element, "requestLimits", length);
                }
                else if (sizes.Contains(element) && !IsUnifiedMessaging(element))
                {
                    Raise(MessageSize, element, Binding(element), element.Attributes[MessageSize]);
                }
            }

            RequireLimit(all, server);
            Changes.Sort((one, other) => one.Line.CompareTo(other.Line));
            Note(all, sizes);
            return sizes.Count > 0 ? WebConfigRole.BackEnd : WebConfigRole.FrontEnd;
        }

        // The transport of a custom binding has it, and a web binding itself.
        private static bool IsSizeOfBinding(XmlSpot element) =>
            element.Attributes.ContainsKey(MessageSize)
            && BindingOf(element) is { } binding
            && Plain(binding.Path).StartsWith("configuration/system.serviceModel/bindings/", StringComparison.Ordinal);

        // A limit that is not written down is IIS's own, of 30,000,000 bytes.
        private void RequireLimit(List<XmlSpot> all, XmlSpot server)
        {
            var filtering = all.Find(element => element.Path == FilteringPath);
            if (all.Find(element => element.Path == FilteringPath + "/requestLimits") is { } limits)
            {
                if (!limits.Attributes.ContainsKey(ContentLength))
                {
                    Insert(new TextEdit(limits.Start + 1 + limits.Name.Length, 0, $" {ContentLength}=\"{Number(wanted)}\""), limits);
                }

                return;
            }

            var security = all.Find(element => element.Path == "configuration/system.webServer/security");
            var (parent, names) = (filtering, security) switch
            {
                ({ } there, _) => (there, Array.Empty<string>()),
                (null, { } there) => (there, ["requestFiltering"]),
                _ => (server, ["security", "requestFiltering"]),
            };
            Insert(new Indentation(text).Put(parent, names, $"<requestLimits {ContentLength}=\"{Number(wanted)}\" />"), parent);
        }

        private void Insert(TextEdit edit, XmlSpot at)
        {
            Edits.Add(edit);
            Changes.Add(new WebConfigChange(ContentLength, "requestLimits", Line(at.Start), null, wanted));
        }

        private void Raise(string setting, XmlSpot element, string where, AttributeSpot spot)
        {
            if (!long.TryParse(spot.Value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value))
            {
                throw new WebConfigException($"{setting} in line {Line(element.Start)} is no number. Mend it first: EWS does not start with it.");
            }

            Changes.Add(new WebConfigChange(setting, where, Line(spot.Start), value, Math.Max(value, wanted)));
            if (value < wanted)
            {
                Edits.Add(new TextEdit(spot.Start, spot.Length, Number(wanted)));
            }
        }

        private void Note(List<XmlSpot> all, List<XmlSpot> sizes)
        {
            if (sizes.Where(IsUnifiedMessaging).ToList() is { Count: > 0 } spoken)
            {
                Notes.Add($"{spoken.Count} of {MessageSize} belong to unified messaging and stay as they are.");
            }

            if (all.Find(element => element.Name == "httpRuntime" && element.Attributes.ContainsKey("maxRequestLength")) is { } runtime)
            {
                Notes.Add($"maxRequestLength in line {Line(runtime.Start)} is not used by EWS and stays as it is.");
            }

            // Named by their section: another file's settings are none of this one's.
            if (all.Find(element => element.Attributes.ContainsKey("configSource") && element.Name is "security" or "requestFiltering" or "bindings") is { } elsewhere)
            {
                throw new WebConfigException($"Its section {elsewhere.Name} is in another file ({elsewhere.Attributes["configSource"].Value}). Patch that one by hand.");
            }
        }

        private int Line(int offset) => text.AsSpan(0, offset).Count('\n') + 1;

        // What applies to a part of the site stands in a location; the path within it is the same.
        private static string Plain(string path) => path.Replace("configuration/location/", "configuration/", StringComparison.Ordinal);

        private static XmlSpot? BindingOf(XmlSpot element) => element.Name == "binding" ? element : element.Parent is { } parent ? BindingOf(parent) : null;

        private static string Binding(XmlSpot element) =>
            BindingOf(element) is { } binding && binding.Attributes.TryGetValue("name", out var name) ? $"binding {name.Value}" : element.Name;

        private static bool IsUnifiedMessaging(XmlSpot element) =>
            BindingOf(element) is { } binding && binding.All().Any(part => part.Name.StartsWith("UMLegacyMessageEncoder", StringComparison.Ordinal));

        private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
