using System.Reflection;
using MySqlOps.Cmdlets.Runtime;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>
/// A cmdlet as its class declares it. Attributes are read as data and never made: the compile-time reference of PowerShell
/// that the tests run on has no bodies.
/// </summary>
internal sealed class CmdletClass
{
    private CmdletClass(Type type, CustomAttributeData attribute)
    {
        Type = type;
        Verb = (string)attribute.ConstructorArguments[0].Value!;
        Noun = (string)attribute.ConstructorArguments[1].Value!;
        SupportsShouldProcess = attribute.NamedArguments.Any(argument => argument is { MemberName: "SupportsShouldProcess", TypedValue.Value: true });
        OutputTypes = [.. type.GetCustomAttributesData()
            .Where(data => data.AttributeType.Name == "OutputTypeAttribute")
            .SelectMany(data => (IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[^1].Value!)
            .Select(argument => argument.Value)
            .OfType<Type>()];
        Parameters = [.. type.GetProperties().Where(property => Has(property, "ParameterAttribute"))];
    }

    /// <summary>Every cmdlet of the built assembly.</summary>
    public static IReadOnlyList<CmdletClass> All { get; } =
    [
        .. from type in typeof(EngineCmdlet).Assembly.GetExportedTypes()
           where !type.IsAbstract
           from attribute in type.GetCustomAttributesData()
           where attribute.AttributeType.Name == "CmdletAttribute"
           orderby type.FullName
           select new CmdletClass(type, attribute),
    ];

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The verb, as Get.</summary>
    public string Verb { get; }

    /// <summary>The noun, as MySqlServer.</summary>
    public string Noun { get; }

    /// <summary>The name that users type.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The room that the class stands in: the last part of its namespace.</summary>
    public string Area => Type.Namespace!.Split('.')[^1];

    /// <summary>True when it takes -WhatIf and -Confirm.</summary>
    public bool SupportsShouldProcess { get; }

    /// <summary>The types that it says it emits.</summary>
    public IReadOnlyList<Type> OutputTypes { get; }

    /// <summary>Its own parameters, those of its bases included, the common ones of PowerShell not.</summary>
    public IReadOnlyList<PropertyInfo> Parameters { get; }

    /// <summary>The bases that are the module's own: they stand in Runtime, or in the area whose cmdlets share them.</summary>
    public IEnumerable<Type> Bases
    {
        get
        {
            for (var parent = Type.BaseType; parent?.Assembly == Type.Assembly; parent = parent.BaseType)
                yield return parent;
        }
    }

    /// <summary>The source file where it has to stand.</summary>
    public string SourcePath => $"src/MySqlOps.Cmdlets/{Area}/{Verb}{Noun}Command.cs";

    /// <summary>The cmdlet of that name.</summary>
    public static CmdletClass Find(string name) => All.SingleOrDefault(cmdlet => cmdlet.Name == name)
        ?? throw new KeyNotFoundException($"The manifest exports {name}, and the assembly has no such cmdlet.");

    private static bool Has(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Any(data => data.AttributeType.Name == attribute);
}
