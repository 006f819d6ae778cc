using Xunit;

namespace Turnstone.EndToEnd.Face;

/// <summary>Tests of pages share a browser, and take turns at it.</summary>
[CollectionDefinition(Name)]
public sealed class FaceCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Face";
}
