using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>Executes one request and writes its whole answer.</summary>
internal delegate ValueTask Operation(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken);
