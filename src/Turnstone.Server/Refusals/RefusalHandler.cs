using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Refusals;

/// <summary>Answers a refusal as problem details (RFC 9457) with its code.</summary>
internal sealed class RefusalHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var refusal = exception switch
        {
            Refusal known => known,
            DbUpdateConcurrencyException => Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Somebody else changed it meanwhile: read it again."),
            _ => null,
        };
        if (refusal is null)
        {
            return false;
        }

        httpContext.Response.StatusCode = refusal.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = Describe(refusal) });
    }

    private static ProblemDetails Describe(Refusal refusal)
    {
        var problem = new ProblemDetails { Status = refusal.Status, Detail = refusal.Message, Extensions = { ["code"] = refusal.Code } };
        if (refusal.Field is { } field)
        {
            problem.Extensions["errors"] = new Dictionary<string, string[]> { [field] = [refusal.Message] };
        }

        if (refusal.Fields.Count > 0)
        {
            problem.Extensions["errors"] = refusal.Fields.ToDictionary(field => field.Key, field => new[] { field.Value });
        }

        if (refusal.Faults.Count > 0)
        {
            problem.Extensions["faults"] = refusal.Faults;
        }

        if (refusal.Missing is { } missing)
        {
            problem.Extensions["missing"] = missing;
        }

        return problem;
    }
}
