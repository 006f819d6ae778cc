using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Turnstone.Server.Operations;

/// <summary>
/// Describes parameters of queries as the contract spells them, which are named after properties here; their case does not matter when they are read.
/// And lets those be described that are checked: ASP.NET Core 10.0 hands out attributes of a record's constructor in an array of the wrong type
/// (its <c>PropertyAsParameterInfo</c>), on which its own description of the interface ends with an InvalidCastException.
/// </summary>
internal sealed class QueryDescription : IApiDescriptionProvider
{
    // Behind the one that finds the routes (-1100).
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
        foreach (var parameter in context.Results.SelectMany(route => route.ParameterDescriptions))
        {
            if (parameter.Source == BindingSource.Query)
            {
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name);
            }

            if (parameter.ParameterDescriptor is IParameterInfoParameterDescriptor { ParameterInfo: { } info } described && info.GetCustomAttributes(typeof(ValidationAttribute), inherit: true) is not ValidationAttribute[])
            {
                parameter.ParameterDescriptor = new Descriptor((ParameterDescriptor)described, new Typed(info));
            }
        }
    }

    private sealed class Descriptor : ParameterDescriptor, IParameterInfoParameterDescriptor
    {
        public Descriptor(ParameterDescriptor like, ParameterInfo info)
        {
            (Name, ParameterType, BindingInfo, ParameterInfo) = (like.Name, like.ParameterType, like.BindingInfo, info);
        }

        public ParameterInfo ParameterInfo { get; }
    }

    private sealed class Typed(ParameterInfo like) : ParameterInfo
    {
        public override string? Name => like.Name;

        public override Type ParameterType => like.ParameterType;

        public override MemberInfo Member => like.Member;

        public override int Position => like.Position;

        public override ParameterAttributes Attributes => like.Attributes;

        public override bool HasDefaultValue => like.HasDefaultValue;

        public override object? DefaultValue => like.DefaultValue;

        public override object? RawDefaultValue => like.RawDefaultValue;

        public override object[] GetCustomAttributes(bool inherit) => like.GetCustomAttributes(inherit);

        public override object[] GetCustomAttributes(Type attributeType, bool inherit)
        {
            var given = like.GetCustomAttributes(attributeType, inherit);
            var typed = (object[])Array.CreateInstance(attributeType, given.Length);
            Array.Copy(given, typed, given.Length);
            return typed;
        }

        public override IList<CustomAttributeData> GetCustomAttributesData() => like.GetCustomAttributesData();

        public override bool IsDefined(Type attributeType, bool inherit) => like.IsDefined(attributeType, inherit);
    }
}
