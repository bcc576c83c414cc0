using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace StaffFlows.Architecture.Tests;

/// <summary>Walks every type of an assembly: its bases, members, attributes and method bodies.</summary>
internal sealed class UseCollector(PEReader image, MetadataReader metadata)
{
    private readonly NamedTypes names = new(metadata);
    private readonly ImmutableHashSet<TypeUse>.Builder uses = ImmutableHashSet.CreateBuilder<TypeUse>();
    private string user = "";

    public ImmutableHashSet<TypeUse> Collect()
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            user = names.OutermostName(handle);
            var type = metadata.GetTypeDefinition(handle);
            AddHandle(type.BaseType);
            foreach (var implemented in type.GetInterfaceImplementations())
                AddHandle(metadata.GetInterfaceImplementation(implemented).Interface);
            foreach (var field in type.GetFields())
                AddField(metadata.GetFieldDefinition(field));
            foreach (var method in type.GetMethods())
                AddMethod(metadata.GetMethodDefinition(method));
            AddConstraints(type.GetGenericParameters());
            AddAttributes(type.GetCustomAttributes());
        }

        return uses.ToImmutable();
    }

    private void AddField(FieldDefinition field)
    {
        Add(field.DecodeSignature(names, null));
        AddAttributes(field.GetCustomAttributes());
    }

    private void AddMethod(MethodDefinition method)
    {
        AddSignature(method.DecodeSignature(names, null));
        AddConstraints(method.GetGenericParameters());
        AddAttributes(method.GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;

        var body = image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            Add(metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null).SelectMany(t => t));
        foreach (var region in body.ExceptionRegions.Where(r => r.Kind == ExceptionRegionKind.Catch))
            AddHandle(region.CatchType);
        foreach (var token in IntermediateLanguage.TokensOf(body.GetILReader()))
            AddHandle(MetadataTokens.EntityHandle(token));
    }

    private void AddHandle(EntityHandle handle)
    {
        if (handle.IsNil)
            return;

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification:
                Add(names.OfHandle(handle));
                break;
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                AddHandle(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Field)
                    Add(member.DecodeFieldSignature(names, null));
                else
                    AddSignature(member.DecodeMethodSignature(names, null));
                break;
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                AddHandle(method.GetDeclaringType());
                AddSignature(method.DecodeSignature(names, null));
                break;
            case HandleKind.FieldDefinition:
                var field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                AddHandle(field.GetDeclaringType());
                Add(field.DecodeSignature(names, null));
                break;
            case HandleKind.MethodSpecification:
                var generic = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                AddHandle(generic.Method);
                Add(generic.DecodeSignature(names, null).SelectMany(t => t));
                break;
        }
    }

    private void AddSignature(MethodSignature<ImmutableArray<string>> signature) =>
        Add(signature.ParameterTypes.SelectMany(t => t).Concat(signature.ReturnType));

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(p => metadata.GetGenericParameter(p).GetConstraints()))
            AddHandle(metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
            AddHandle(metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void Add(IEnumerable<string> used)
    {
        foreach (var name in used.Where(name => name != user))
            uses.Add(new(user, name));
    }
}
