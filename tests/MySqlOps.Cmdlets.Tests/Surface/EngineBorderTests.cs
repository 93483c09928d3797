using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>
/// PowerShell lists the exported types of a module before the module's loader runs. A public class whose base, interface or
/// closed generic base stands in the engine can't be listed then, and the import fails.
/// </summary>
public sealed class EngineBorderTests
{
    [Fact]
    public void NoPublicClassStandsOnATypeOfTheEngine()
    {
        var faults =
            from type in typeof(EngineCmdlet).Assembly.GetExportedTypes()
            from foundation in Foundations(type)
            where foundation.Assembly == typeof(ErrorId).Assembly
            select $"{type.Name} stands on {foundation.Name}";

        Assert.Empty(faults);
    }

    /// <summary>Import looks at the constructors of every public class, and would load the engine for such a parameter.</summary>
    [Fact]
    public void NoPublicConstructorTakesATypeOfTheEngine()
    {
        var faults =
            from type in typeof(EngineCmdlet).Assembly.GetExportedTypes()
            from constructor in type.GetConstructors()
            from parameter in constructor.GetParameters()
            where Parts(parameter.ParameterType).Any(part => part.Assembly == typeof(ErrorId).Assembly)
            select $"{type.Name}({parameter.ParameterType.Name})";

        Assert.Empty(faults);
    }

    [Fact]
    public void ATypeOfTheEngineInsideAGenericBaseIsFound()
    {
        Assert.Contains(typeof(ErrorId), Foundations(typeof(ListOfErrors)));
    }

    private static IEnumerable<Type> Foundations(Type type)
    {
        var bases = new List<Type>(type.GetInterfaces());
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            bases.Add(parent);
        return bases.SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];

    private sealed class ListOfErrors : List<ErrorId>;
}
