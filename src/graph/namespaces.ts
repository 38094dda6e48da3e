/** The vocabularies whose meaning the code relies on. */

const rdfBase = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const rdfsBase = 'http://www.w3.org/2000/01/rdf-schema#';
const owlBase = 'http://www.w3.org/2002/07/owl#';
const xsdBase = 'http://www.w3.org/2001/XMLSchema#';
const skosBase = 'http://www.w3.org/2004/02/skos/core#';
const shaclBase = 'http://www.w3.org/ns/shacl#';

export const rdf = {
  base: rdfBase,
  type: `${rdfBase}type`,
  Property: `${rdfBase}Property`,
  langString: `${rdfBase}langString`,
} as const;

export const rdfs = {
  base: rdfsBase,
  Class: `${rdfsBase}Class`,
  label: `${rdfsBase}label`,
  comment: `${rdfsBase}comment`,
  domain: `${rdfsBase}domain`,
  range: `${rdfsBase}range`,
  subClassOf: `${rdfsBase}subClassOf`,
  subPropertyOf: `${rdfsBase}subPropertyOf`,
  seeAlso: `${rdfsBase}seeAlso`,
  isDefinedBy: `${rdfsBase}isDefinedBy`,
} as const;

export const owl = {
  base: owlBase,
  Class: `${owlBase}Class`,
  Ontology: `${owlBase}Ontology`,
  ObjectProperty: `${owlBase}ObjectProperty`,
  DatatypeProperty: `${owlBase}DatatypeProperty`,
  AnnotationProperty: `${owlBase}AnnotationProperty`,
  FunctionalProperty: `${owlBase}FunctionalProperty`,
  InverseFunctionalProperty: `${owlBase}InverseFunctionalProperty`,
  SymmetricProperty: `${owlBase}SymmetricProperty`,
  TransitiveProperty: `${owlBase}TransitiveProperty`,
  inverseOf: `${owlBase}inverseOf`,
  equivalentProperty: `${owlBase}equivalentProperty`,
  topObjectProperty: `${owlBase}topObjectProperty`,
  topDataProperty: `${owlBase}topDataProperty`,
  sameAs: `${owlBase}sameAs`,
} as const;

export const xsd = {
  base: xsdBase,
  string: `${xsdBase}string`,
  integer: `${xsdBase}integer`,
  decimal: `${xsdBase}decimal`,
  double: `${xsdBase}double`,
  boolean: `${xsdBase}boolean`,
  date: `${xsdBase}date`,
  dateTime: `${xsdBase}dateTime`,
  gYear: `${xsdBase}gYear`,
} as const;

export const skos = { base: skosBase, prefLabel: `${skosBase}prefLabel`, altLabel: `${skosBase}altLabel` } as const;

export const sh = {
  base: shaclBase,
  path: `${shaclBase}path`,
  name: `${shaclBase}name`,
  description: `${shaclBase}description`,
  minCount: `${shaclBase}minCount`,
  maxCount: `${shaclBase}maxCount`,
  targetClass: `${shaclBase}targetClass`,
  property: `${shaclBase}property`,
} as const;

/** The classes by which a graph declares something to be a relation. */
export const relationClasses: readonly string[] = [
  rdf.Property,
  owl.ObjectProperty,
  owl.DatatypeProperty,
  owl.AnnotationProperty,
  owl.FunctionalProperty,
  owl.InverseFunctionalProperty,
  owl.SymmetricProperty,
  owl.TransitiveProperty,
];
