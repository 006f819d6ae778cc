using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Turnstone.Server.Requests;

/// <summary>Names the key among what a route takes.</summary>
internal sealed class OncePerKeyDescription : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<OncePerKey>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = OncePerKey.Header,
                In = ParameterLocation.Header,
                Description = "A new text for each request, such as a UUID: sent again with the same one within a day, the request is not done again and is answered as before.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Storage.Requests.KeptRequest.LongestKey },
            });
        }

        return Task.CompletedTask;
    }
}
